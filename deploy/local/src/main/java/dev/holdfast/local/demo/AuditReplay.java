package dev.holdfast.local.demo;

import static dev.holdfast.local.demo.BrokenPromiseException.unless;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kafka tells who was swept and why, and the decisions hold when they are made again. */
final class AuditReplay implements Story {

  private static final Pattern SUBJECT =
      Pattern.compile("\"iss\":\"(?<iss>[^\"]+)\",\"sub\":\"(?<sub>[^\"]+)\"");

  @Override
  public String title() {
    return "Kafka tells why a token died, and a replay comes to the same decisions";
  }

  @Override
  public List<String> tell(World world) {
    List<String> lines = replay(world);
    long sweeps = lines.stream().filter(line -> line.contains("LOGIN_ELSEWHERE")).count();
    unless(sweeps > 0, "no decision recorded:\n" + String.join("\n", lines));
    String command = "./dev replay --bootstrap " + world.settings().bootstrapServers();
    return List.of(
        sweeps
            + " sweeps since the demo began, each recomputed and recounted with the same outcome",
        "see them: %s --from %s --to %s".formatted(command, world.begun(), world.clock().instant()),
        "one person's story: %s --explain '%s'".formatted(command, somebody(lines)));
  }

  /** Whoever was swept first, as issuer, comma, subject. */
  private static String somebody(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("LOGIN_ELSEWHERE"))
        .map(SUBJECT::matcher)
        .filter(Matcher::find)
        .map(found -> found.group("iss") + "," + found.group("sub"))
        .findFirst()
        .orElseThrow(() -> new BrokenPromiseException("a decision that names nobody"));
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
                  // A system may have been told to forget unused grants soon; these are younger.
                  "--unused-grant",
                  "PT30S",
                  "--format",
                  "jsonl")
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
