package dev.holdfast.local.compose;

import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.demo.ReplayProgram;
import dev.holdfast.local.demo.World;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A compose project of {@code deploy/compose}.
 *
 * @param repository the folder that has it
 * @param files below that folder, each on top of those before it
 * @param environment what Compose is told beside the inherited environment: the ports and the
 *     project's name, if they are not the usual ones
 */
public record ComposeProject(Path repository, List<String> files, Map<String, String> environment) {

  private static final String FILE = "deploy/compose/compose.yaml";
  private static final String REPLICAS = "deploy/compose/compose.replicas.yaml";
  private static final String KAFKA = "kafka:9092";
  private static final List<String> REPLAY =
      List.of("exec", "-T", "revocation-listener", "java", "@holdfast-replay");

  /** Copies what it is given. */
  public ComposeProject {
    files = List.copyOf(files);
    environment = Map.copyOf(environment);
  }

  /** One replica of each service. */
  public static ComposeProject of(Path repository, Map<String, String> environment) {
    return new ComposeProject(repository, List.of(FILE), environment);
  }

  /** Two replicas of each service, behind HAProxy. */
  public static ComposeProject withReplicas(Path repository, Map<String, String> environment) {
    return new ComposeProject(repository, List.of(FILE, REPLICAS), environment);
  }

  /** What its people and clients can reach; the telling begins now. */
  public World world(Clock clock) {
    return new World(
        local("HOLDFAST_AUTHSERVER_PORT", "9000"),
        gateway(),
        demoPassword(),
        replay(),
        clock,
        clock.instant());
  }

  /** The gateway, as clients know it. */
  public URI gateway() {
    return local("HOLDFAST_GATEWAY_PORT", "8080");
  }

  /**
   * Runs {@code docker compose} and answers what it printed.
   *
   * @throws ComposeFailedException if it ends with another status than 0, or is not there
   */
  public String compose(String... arguments) {
    List<String> line = composeIn(Path.of(""));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(repository.toFile());
    builder.environment().putAll(environment);
    // Files that are not named here may have added services.
    builder.environment().put("COMPOSE_IGNORE_ORPHANS", "true");
    // Standard error goes on to ours: it tells progress, and what is wrong.
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process process = builder.start();
      String said = String.join("\n", process.inputReader(StandardCharsets.UTF_8).readAllLines());
      int status = process.waitFor();
      if (status != 0) {
        throw new ComposeFailedException(
            "docker compose " + String.join(" ", arguments) + " ended with status " + status);
      }
      return said;
    } catch (IOException e) {
      throw new ComposeFailedException("docker cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ComposeFailedException("interrupted");
    }
  }

  private Secret demoPassword() {
    return Secret.of(
        compose("run", "--rm", "--no-deps", "-T", "secrets", "show", "demo-password").strip());
  }

  private ReplayProgram replay() {
    List<String> command = new ArrayList<>();
    // The project's name and ports must reach the process that the replay is.
    command.add("env");
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(composeIn(repository));
    command.addAll(REPLAY);
    return new ReplayProgram(
        command,
        KAFKA,
        String.join(" ", composeIn(Path.of("")))
            + " exec revocation-listener java @holdfast-replay");
  }

  private List<String> composeIn(Path folder) {
    List<String> line = new ArrayList<>(List.of("docker", "compose"));
    files.forEach(file -> line.addAll(List.of("-f", folder.resolve(file).toString())));
    return line;
  }

  private URI local(String variable, String usual) {
    String inherited = System.getenv().getOrDefault(variable, usual);
    return URI.create("http://localhost:" + environment.getOrDefault(variable, inherited));
  }
}
