package dev.holdfast.local.command;

import dev.holdfast.local.system.LocalSecrets;
import dev.holdfast.local.system.Ports;
import dev.holdfast.local.system.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where a local run lives: the options that {@code up} and {@code demo} must agree on. */
final class Place {

  @Option(
      names = "--repository",
      hidden = true,
      defaultValue = ".",
      description = "Where the built modules are.")
  private Path repository = Path.of(".");

  @Option(
      names = "--state",
      defaultValue = ".holdfast",
      description = "Where data, secrets and logs are kept (default: ${DEFAULT-VALUE}).")
  private Path state = Path.of(".holdfast");

  Path repository() {
    return repository.toAbsolutePath().normalize();
  }

  Path state() {
    return state.toAbsolutePath().normalize();
  }

  /** With the jars whose classes they hold, so that {@code clean} takes them, too. */
  Path archives() {
    return repository().resolve("deploy/local/target");
  }

  Settings settings() {
    return Settings.standard(Ports.standard(), LocalSecrets.in(state()), state());
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
