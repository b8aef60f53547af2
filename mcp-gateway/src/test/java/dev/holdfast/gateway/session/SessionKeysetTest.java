package dev.holdfast.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeysetTest {

  private static final String SETTING = "holdfast.gateway.session.keyset cannot be used: ";

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("sessions.json");
  }

  @Test
  void whatItMakesItCanRead() {
    assertThat(SessionKeyset.load(settings(true))).isNotNull();
    assertThat(SessionKeyset.load(settings(false))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void keysThatOthersCanUseAreRefusedByName(String permissions) throws Exception {
    SessionKeyset.load(settings(true));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> SessionKeyset.load(settings(true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(SETTING + "the key file " + file)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void aFileThatHoldsNoKeysIsRefusedByName() throws Exception {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

    assertThatThrownBy(() -> SessionKeyset.load(settings(true))).hasMessage(SETTING + file);
  }

  @Test
  void aMissingFileIsRefusedByName() {
    assertThatThrownBy(() -> SessionKeyset.load(settings(false))).hasMessage(SETTING + file);
  }

  private SessionSettings settings(boolean create) {
    return new SessionSettings(file, create, Duration.ofDays(1), Duration.ofDays(1), 1024);
  }
}
