package dev.holdfast.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClassArchivesTest {

  private static final Path DIRECTORY = Path.of("archives");

  @Test
  void twoPartsOfOneModuleDoNotWriteOneFile() {
    ClassArchives archives = ClassArchives.in(DIRECTORY);

    assertThat(archives.options(part("authserver")))
        .contains("-XX:SharedArchiveFile=" + DIRECTORY.resolve("authserver.jsa"));
    assertThat(archives.options(part("provider")))
        .contains("-XX:SharedArchiveFile=" + DIRECTORY.resolve("provider.jsa"));
  }

  @Test
  void withoutADirectoryTheJvmIsToldNothing() {
    assertThat(ClassArchives.none().options(part("authserver"))).isEmpty();
  }

  private static Part part(String name) {
    return new Part(name, "authserver", null, 32, Map.of(), Map.of(), null);
  }
}
