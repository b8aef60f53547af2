package dev.holdfast.acceptance.compose;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Docker engine, by its command line, as people use it. */
final class Engine {

  private static final List<String> BASES =
      List.of(
          "eclipse-temurin:25-jdk", "eclipse-temurin:25-jre", "mysql:9.7", "apache/kafka:4.2.0");

  private Engine() {}

  /** Skips the test where an engine, Compose or a base image is not to be had, and says which. */
  static void assumeComplete(String... more) {
    assumeFalse(
        Boolean.parseBoolean(System.getenv("HOLDFAST_TESTS_WITHOUT_DOCKER")),
        "HOLDFAST_TESTS_WITHOUT_DOCKER is set");
    assumeTrue(succeeds("docker", "info"), "No Docker engine answers");
    assumeTrue(succeeds("docker", "compose", "version"), "There is no docker compose");
    for (String base : Stream.concat(BASES.stream(), Stream.of(more)).toList()) {
      assumeTrue(
          succeeds("docker", "image", "inspect", base) || succeeds("docker", "pull", "-q", base),
          "The base image " + base + " is neither here nor to be pulled");
    }
  }

  /** Runs a program that must succeed, and answers what it said. */
  static String run(Path folder, String... command) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed:\n" + said);
      }
      return said;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the engine knows about a container or an image, by a Go template. */
  static String inspect(String what, String template) {
    return run(Path.of("."), "docker", "inspect", "--format", template, what);
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Nonblank lines. */
  static Stream<String> lines(String said) {
    return said.lines().map(String::strip).filter(line -> !line.isEmpty());
  }
}
