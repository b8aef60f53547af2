package dev.holdfast.local.demo;

import static dev.holdfast.local.demo.BrokenPromiseException.unless;

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
    String period = "--from %s --to %s".formatted(world.begun(), world.clock().instant());
    return List.of(
        sweeps
            + " sweeps since the demo began, each recomputed and recounted with the same outcome",
        "see them: " + world.replay().said(period),
        "one person's story: " + world.replay().said("--explain '" + somebody(lines) + "'"));
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
    return world
        .replay()
        .run(
            "--from",
            world.begun().toString(),
            "--to",
            world.clock().instant().toString(),
            // A system may have been told to forget unused grants soon; these are younger.
            "--unused-grant",
            "PT30S",
            "--format",
            "jsonl");
  }
}
