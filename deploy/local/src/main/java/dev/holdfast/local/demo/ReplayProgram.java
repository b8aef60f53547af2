package dev.holdfast.local.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the replay is run on a system.
 *
 * @param command what comes before its own options
 * @param bootstrapServers where it finds Kafka from where it runs
 * @param shown how a person would say it
 */
public record ReplayProgram(List<String> command, String bootstrapServers, String shown) {

  /** Copies what it is given. */
  public ReplayProgram {
    command = List.copyOf(command);
  }

  /**
   * The one built in a repository.
   *
   * @throws BrokenPromiseException if nothing is built there
   */
  public static ReplayProgram builtIn(Path repository, String bootstrapServers) {
    return new ReplayProgram(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            jar(repository.resolve("revocation-listener/target")).toString(),
            "dev.holdfast.listener.replay.ReplayCommand"),
        bootstrapServers,
        "./dev replay");
  }

  /** How it is asked for something, as a person would. */
  String said(String options) {
    return shown + " --bootstrap " + bootstrapServers + " " + options;
  }

  /**
   * What it prints.
   *
   * @throws BrokenPromiseException unless it says that all is sound
   */
  List<String> run(String... options) {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of("--bootstrap", bootstrapServers));
    line.addAll(List.of(options));
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      List<String> lines = process.inputReader(StandardCharsets.UTF_8).readAllLines();
      int status = process.waitFor();
      BrokenPromiseException.unless(
          status == 0, "replay ended with status " + status + ": " + String.join("\n", lines));
      return lines;
    } catch (IOException e) {
      throw new BrokenPromiseException("replay could not be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokenPromiseException("interrupted");
    }
  }

  private static Path jar(Path target) {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("revocation-listener-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new BrokenPromiseException("no jar in " + target));
    } catch (IOException e) {
      throw new BrokenPromiseException("nothing built in " + target + ": " + e.getMessage());
    }
  }
}
