package dev.holdfast.bench.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/**
 * A directory that goes when it is closed, with everything in it but what servers said.
 *
 * @param kept where that goes
 */
public record Scratch(Path directory, Path kept) implements AutoCloseable {

  @Override
  public void close() {
    if (!Files.isDirectory(directory)) {
      return;
    }
    keepLog();
    try (var all = Files.walk(directory)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keepLog() {
    Path log = directory.resolve(Place.LOG);
    try {
      if (Files.exists(log)) {
        Files.move(log, kept, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
