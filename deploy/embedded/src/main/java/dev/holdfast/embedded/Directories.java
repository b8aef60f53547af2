package dev.holdfast.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Directories that exist completely or not at all. */
final class Directories {

  private Directories() {}

  /**
   * Makes {@code target} unless it exists and holds something: {@code filler} works in a sibling,
   * which then takes the name in one step. Of several processes that try at once one wins and the
   * others use its work.
   */
  static void createWhole(Path target, Consumer<Path> filler) {
    if (isFilled(target)) {
      return;
    }
    try {
      Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
      Path draft = Files.createTempDirectory(parent, target.getFileName() + ".");
      try {
        filler.accept(draft);
        rename(draft, target);
      } finally {
        delete(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void rename(Path draft, Path target) throws IOException {
    try {
      // Deletes an empty directory only.
      Files.deleteIfExists(target);
      Files.move(draft, target);
    } catch (IOException e) {
      if (!isFilled(target)) {
        throw e;
      }
    }
  }

  private static boolean isFilled(Path directory) {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies everything below {@code source} into the existing directory {@code target}. */
  static void copyInto(Path target, Path source) {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : (Iterable<Path>) files.skip(1)::iterator) {
        Files.copy(file, target.resolve(source.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a directory with all it holds; one that does not exist is fine. */
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
