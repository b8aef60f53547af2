package dev.holdfast.bench.authserver;

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
import java.util.Map;

/** What all contenders of a run share: the database server, secrets, and where things are. */
final class Place implements AutoCloseable {

  static final String KEYCLOAK_SCHEMA = "keycloak";

  private final LocalSystem system;
  private final Path state;
  private final PrintWriter log;
  private final PartProcess database;

  private Place(LocalSystem system, Path state, PrintWriter log) {
    this.system = system;
    this.state = state;
    this.log = log;
    this.database = system.startPart(database(system.settings()));
  }

  /** Starts the database server. */
  static Place open(Path repository, Path state) {
    try {
      Files.createDirectories(state);
      PrintWriter log =
          new PrintWriter(state.resolve("servers.log").toFile(), StandardCharsets.UTF_8);
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
      return new Place(system, state, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LocalSystem system() {
    return system;
  }

  Settings settings() {
    return system.settings();
  }

  Path state() {
    return state;
  }

  /** The database server itself, not the JVM that watches over it. */
  Processes databaseProcesses() {
    List<Long> children =
        ProcessHandle.of(database.pid()).stream()
            .flatMap(ProcessHandle::descendants)
            .map(ProcessHandle::pid)
            .toList();
    return new Processes(children);
  }

  static int freePort() {
    return freePorts(1).getFirst();
  }

  @Override
  public void close() {
    system.close();
    log.close();
  }

  private static Part database(Settings settings) {
    Part part = settings.database();
    String schemas = part.environment().get("HOLDFAST_DATABASE_SCHEMAS");
    return part.withEnvironment(
        Map.of(
            "HOLDFAST_DATABASE_SCHEMAS",
            schemas + "," + KEYCLOAK_SCHEMA,
            "HOLDFAST_DATABASE_PASSWORD_KEYCLOAK",
            settings.secrets().get("database-" + KEYCLOAK_SCHEMA).reveal()));
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
