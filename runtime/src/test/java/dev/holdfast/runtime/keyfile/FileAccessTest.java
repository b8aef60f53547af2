package dev.holdfast.runtime.keyfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileAccessTest {

  @ParameterizedTest
  @CsvSource({
    // One's own.
    "rw-------, 10001, 10001, true",
    "r--------, 10001, 10001, true",
    "rw-r-----, 10001, 10001, false",
    "rw----r--, 10001, 10001, false",
    // Root's, as a Secret is mounted.
    "r--r-----, 0, 10001, true",
    "rw-r-----, 0, 10001, true",
    "r--r--r--, 0, 10001, false",
    "rw-rw----, 0, 10001, false",
    // Root's own.
    "rw-------, 0, 0, true",
    "r--r-----, 0, 0, false",
    // Somebody else's.
    "r--r-----, 10002, 10001, false",
  })
  void groupsMayReadWhatRootHandsDown(String permissions, long owner, long user, boolean tight) {
    var access = new FileAccess(PosixFilePermissions.fromString(permissions), owner);

    assertThat(access.isTightFor(user)).isEqualTo(tight);
  }

  @Test
  void linksAreFollowed(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);

    assertThat(FileAccess.of(link))
        .contains(
            new FileAccess(PosixFilePermissions.fromString("rw-r-----"), FileAccess.thisUser()));
  }
}
