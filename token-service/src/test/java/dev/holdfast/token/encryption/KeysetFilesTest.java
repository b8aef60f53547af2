package dev.holdfast.token.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.holdfast.testsupport.Races;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetFilesTest {

  private static final String NAME = "test.json";

  @TempDir Path directory;

  @BeforeAll
  static void register() throws GeneralSecurityException {
    AeadConfig.register();
  }

  @Test
  void fileIsMadeOnceForItsOwnerOnly() throws IOException {
    Path keys = directory.resolve("deep/keys");
    var made = load(keys);

    assertThat(load(keys)).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve(NAME))))
        .isEqualTo("rw-------");
    try (var files = Files.list(keys)) {
      assertThat(files).containsExactly(keys.resolve(NAME));
    }
  }

  @Test
  void processesThatStartTogetherShareOneKeyset() {
    var loaded = Races.values(Races.run(8, () -> load(directory.resolve("keys"))));

    assertThat(loaded).hasSize(8).allSatisfy(id -> assertThat(id).isEqualTo(loaded.getFirst()));
  }

  @Test
  void damagedFileStopsTheServiceAndIsNamed() throws IOException {
    Files.writeString(directory.resolve(NAME), "{}garbage");

    assertThatThrownBy(() -> load(directory))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining(NAME)
        .hasMessageNotContaining("garbage");
  }

  private static int load(Path keys) {
    return new KeysetFiles(keys)
        .loadOrCreate(NAME, PredefinedAeadParameters.AES256_GCM)
        .getPrimary()
        .getId();
  }
}
