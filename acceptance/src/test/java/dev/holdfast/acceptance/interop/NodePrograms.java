package dev.holdfast.acceptance.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The programs of a folder of {@code src/test}, with the packages their lock file names.
 *
 * @param folder its name
 */
record NodePrograms(String folder) {

  private static final long INSTALL_MINUTES = 3;
  private static final Pattern MAJOR = Pattern.compile("v(\\d+)\\..*");
  private static final int WITH_GLOB = 22;

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

  /** Whether Node is here, and new enough for the conformance suite. */
  static boolean newNodeIsPresent() throws IOException {
    if (!nodeIsPresent()) {
      return false;
    }
    Process node = new ProcessBuilder("node", "--version").start();
    try (BufferedReader says = node.inputReader(StandardCharsets.UTF_8)) {
      Matcher version = MAJOR.matcher(Objects.requireNonNullElse(says.readLine(), ""));
      return version.matches() && Integer.parseInt(version.group(1)) >= WITH_GLOB;
    }
  }

  /** Copies the programs and installs their packages. */
  void install() {
    Path installed = installed();
    try {
      Files.createDirectories(installed);
      try (Stream<Path> sources = Files.list(Path.of("src/test", folder))) {
        for (Path source : sources.filter(Files::isRegularFile).toList()) {
          Files.write(installed.resolve(source.getFileName()), Files.readAllBytes(source));
        }
      }
      Process npm =
          new ProcessBuilder("npm", "ci", "--no-progress", "--ignore-scripts")
              .directory(installed.toFile())
              .redirectErrorStream(true)
              .redirectOutput(installed.resolve("npm.log").toFile())
              .start();
      if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        npm.destroyForcibly();
        throw new AssertionError(Files.readString(installed.resolve("npm.log")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts one of them. */
  Process start(String program, String... arguments) throws IOException {
    List<String> command = Stream.concat(Stream.of("node", program), Stream.of(arguments)).toList();
    return new ProcessBuilder(command)
        .directory(installed().toFile())
        .redirectError(installed().resolve(Path.of(program).getFileName() + ".log").toFile())
        .start();
  }

  private Path installed() {
    return Path.of("target", folder);
  }
}
