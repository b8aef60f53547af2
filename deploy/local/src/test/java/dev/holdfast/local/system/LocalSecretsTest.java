package dev.holdfast.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalSecretsTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void secretIsMadeOnceAndSurvives() {
    Secret made = LocalSecrets.in(directory).get("database");
    assertThat(LocalSecrets.in(directory).get("database")).isEqualTo(made);
    assertThat(LocalSecrets.in(directory).get("other")).isNotEqualTo(made);
  }

  @Test
  void onlyTheOwnerMayReadTheFile() throws IOException {
    LocalSecrets.in(directory).get("database");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("secrets"))))
        .isEqualTo("rw-------");
  }
}
