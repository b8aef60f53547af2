package dev.holdfast.bench.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

  @Test
  void leavesNothingBehind(@TempDir Path parent) throws IOException {
    Path directory = parent.resolve("run");
    try (Scratch _ = new Scratch(directory, parent.resolve("log"))) {
      Files.createDirectories(directory.resolve("a").resolve("b"));
      Files.writeString(directory.resolve("a").resolve("file"), "text");
    }

    assertThat(directory).doesNotExist();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void keepsWhatServersSaid(@TempDir Path parent) throws IOException {
    Path directory = Files.createDirectory(parent.resolve("run"));
    Path kept = Files.writeString(parent.resolve("kept"), "of the run before");
    Files.writeString(directory.resolve(Place.LOG), "said");

    new Scratch(directory, kept).close();

    assertThat(directory).doesNotExist();
    assertThat(kept).hasContent("said");
  }

  @Test
  void doesNotMindThatNothingWasMade(@TempDir Path parent) {
    new Scratch(parent.resolve("never"), parent.resolve("log")).close();

    assertThat(parent).isEmptyDirectory();
  }
}
