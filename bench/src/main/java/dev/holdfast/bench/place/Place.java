package dev.holdfast.bench.place;

import dev.holdfast.bench.load.Processes;
import dev.holdfast.local.system.LocalSecrets;
import dev.holdfast.local.system.LocalSystem;
import dev.holdfast.local.system.Part;
import dev.holdfast.local.system.PartProcess;
import dev.holdfast.local.system.Ports;
import dev.holdfast.local.system.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all servers of a run share: the database server, secrets, and where things are. */
public final class Place implements AutoCloseable {

  /** In the run's directory: what the servers said. */
  public static final String LOG = "servers.log";

  private final LocalSystem system;
  private final Path state;
  private final PrintWriter log;
  private final @Nullable PartProcess database;

  private Place(LocalSystem system, Path state, PrintWriter log, @Nullable Part database) {
    this.system = system;
    this.state = state;
    this.log = log;
    this.database = database == null ? null : system.startPart(database);
  }

  /**
   * Starts the database server.
   *
   * @param memory MiB of buffer pool
   */
  public static Place open(Path repository, Path state, int memory) {
    Map<String, String> size = Map.of("HOLDFAST_DATABASE_MEMORY", Integer.toString(memory));
    return open(repository, state, settings -> settings.database().withEnvironment(size));
  }

  /** Starts the database server with one more schema, whose user has the same name. */
  public static Place open(Path repository, Path state, String schema) {
    return open(repository, state, settings -> with(schema, settings));
  }

  /** Starts the database server as it is configured for a local run. */
  public static Place open(Path repository, Path state) {
    return open(repository, state, Settings::database);
  }

  /** Starts nothing yet, and there will be no database server. */
  public static Place withoutDatabase(Path repository, Path state) {
    return open(repository, state, _ -> null);
  }

  private static Place open(
      Path repository, Path state, Function<Settings, @Nullable Part> database) {
    try {
      Files.createDirectories(state);
      PrintWriter log = new PrintWriter(state.resolve(LOG).toFile(), StandardCharsets.UTF_8);
      Settings settings =
          Settings.standard(Ports.of(freePorts(Ports.COUNT)), LocalSecrets.in(state), state);
      LocalSystem system =
          new LocalSystem(
              settings,
              repository,
              state,
              (part, line) -> log.println(part + ": " + line),
              _ -> {});
      Runtime.getRuntime().addShutdownHook(new Thread(system::close, "servers-stop"));
      return new Place(system, state, log, database.apply(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts further parts. */
  public LocalSystem system() {
    return system;
  }

  /** What the parts are told. */
  public Settings settings() {
    return system.settings();
  }

  /** Where data, logs and recordings go. */
  public Path state() {
    return state;
  }

  /** The database server itself, not the JVM that watches over it. */
  public Processes databaseProcesses() {
    if (database == null) {
      return new Processes(List.of());
    }
    List<Long> children =
        ProcessHandle.of(database.pid()).stream()
            .flatMap(ProcessHandle::descendants)
            .map(ProcessHandle::pid)
            .toList();
    return new Processes(children);
  }

  /** A port that nobody listens on. */
  public static int freePort() {
    return freePorts(1).getFirst();
  }

  @Override
  public void close() {
    system.close();
    log.close();
  }

  private static Part with(String schema, Settings settings) {
    Part part = settings.database();
    String schemas = part.environment().get("HOLDFAST_DATABASE_SCHEMAS");
    return part.withEnvironment(
        Map.of(
            "HOLDFAST_DATABASE_SCHEMAS",
            schemas + "," + schema,
            "HOLDFAST_DATABASE_PASSWORD_" + schema.toUpperCase(Locale.ROOT),
            settings.secrets().get("database-" + schema).reveal()));
  }

  private static List<Integer> freePorts(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      held.forEach(Place::close);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
