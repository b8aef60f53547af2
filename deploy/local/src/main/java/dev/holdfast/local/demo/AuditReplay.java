package dev.holdfast.local.demo;

import static dev.holdfast.local.demo.BrokenPromiseException.unless;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Kafka tells who was swept and why, and the decisions hold when they are made again. */
final class AuditReplay implements Story {

  @Override
  public String title() {
    return "Kafka tells why a token died, and a replay comes to the same decisions";
  }

  @Override
  public List<String> tell(World world) {
    List<String> lines = replay(world);
    long sweeps = lines.stream().filter(line -> line.contains("LOGIN_ELSEWHERE")).count();
    unless(sweeps > 0, "no decision recorded:\n" + String.join("\n", lines));
    return List.of(
        sweeps + " sweeps since the demo began, each recomputed with the same outcome",
        "see them: ./dev replay --bootstrap %s --from %s --to %s"
            .formatted(
                world.settings().bootstrapServers(), world.begun(), world.clock().instant()));
  }

  private static List<String> replay(World world) {
    Path target = world.repository().resolve("revocation-listener/target");
    try (var jars = Files.newDirectoryStream(target, "revocation-listener-*.jar")) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  jars.iterator().next().toString(),
                  "dev.holdfast.listener.replay.ReplayCommand",
                  "--bootstrap",
                  world.settings().bootstrapServers(),
                  "--from",
                  world.begun().toString(),
                  "--to",
                  world.clock().instant().toString(),
                  "--format",
                  "json")
              .redirectErrorStream(true)
              .start();
      List<String> lines = process.inputReader(StandardCharsets.UTF_8).readAllLines();
      int status = process.waitFor();
      unless(status == 0, "replay ended with status " + status + ": " + String.join("\n", lines));
      return lines;
    } catch (IOException e) {
      throw new BrokenPromiseException("replay could not be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokenPromiseException("interrupted");
    }
  }
}
