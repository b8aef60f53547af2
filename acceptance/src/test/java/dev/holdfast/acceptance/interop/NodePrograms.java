package dev.holdfast.acceptance.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs of {@code src/test/node}, with the packages their lock file names. */
final class NodePrograms {

  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path INSTALLED = Path.of("target/node");
  private static final long INSTALL_MINUTES = 3;

  private NodePrograms() {}

  /** Whether Node and npm answer on this machine. */
  static boolean nodeIsPresent() {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0
          && new ProcessBuilder("npm", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Copies the programs and installs their packages. */
  static void install() {
    try {
      Files.createDirectories(INSTALLED);
      try (Stream<Path> sources = Files.list(SOURCES)) {
        for (Path source : sources.filter(Files::isRegularFile).toList()) {
          Files.write(INSTALLED.resolve(source.getFileName()), Files.readAllBytes(source));
        }
      }
      Process npm =
          new ProcessBuilder("npm", "ci", "--no-progress", "--ignore-scripts")
              .directory(INSTALLED.toFile())
              .redirectErrorStream(true)
              .redirectOutput(INSTALLED.resolve("npm.log").toFile())
              .start();
      if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        npm.destroyForcibly();
        throw new AssertionError(Files.readString(INSTALLED.resolve("npm.log")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts one of them. */
  static Process start(String program, String... arguments) throws IOException {
    List<String> command = Stream.concat(Stream.of("node", program), Stream.of(arguments)).toList();
    return new ProcessBuilder(command)
        .directory(INSTALLED.toFile())
        .redirectError(INSTALLED.resolve(program + ".log").toFile())
        .start();
  }
}
