package dev.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

  @TempDir Path directory;

  @Test
  void namesTheMissingLibraryAndItsPackage() throws IOException {
    Path log =
        Files.writeString(
            directory.resolve("server.log"),
            "bin/mariadbd: error while loading shared libraries: libsystemd.so.0: cannot open shared"
                + " object file: No such file or directory");

    assertThat(ServerLog.failure("MariaDB did not start", log))
        .hasMessageContaining("MariaDB did not start")
        .hasMessageContaining("lacks the library libsystemd.so.0")
        .hasMessageContaining("apt-get install libsystemd0");
  }
}
