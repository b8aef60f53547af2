package dev.holdfast.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Temporary directories named after the JVM that owns them, so that a killed one's can be found.
 */
final class ScratchDirectories {

  private ScratchDirectories() {}

  /** A new directory of this JVM. */
  static Path create(String kind) {
    try {
      return Files.createTempDirectory(prefix(kind) + ProcessHandle.current().pid() + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What JVMs that no longer run did not delete. */
  static List<Path> leftBehind(String kind) {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(directory -> isLeftBehind(directory, kind)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a directory with all it holds. */
  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLeftBehind(Path directory, String kind) {
    String name = directory.getFileName().toString();
    if (!name.matches(prefix(kind) + "\\d+-\\d+") || !Files.isWritable(directory)) {
      return false;
    }
    String pid = name.substring(prefix(kind).length(), name.lastIndexOf('-'));
    return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }

  private static String prefix(String kind) {
    return "holdfast-test-" + kind + "-";
  }
}
