package dev.holdfast.token.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestDatabase;
import dev.holdfast.token.TokenServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that cannot be used stops the service where it starts. */
class KeyStartTest {

  @TempDir Path keys;

  private final StubKeyService stub = new StubKeyService();
  private final Schema schema = TestDatabase.any().newSchema();

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void primaryKeyInAKeyServiceWrapsUsersKeys() {
    try (TokenServer server = start(Map.of(KeySettings.PRIMARY, vault("one")))) {
      int before = stub.calls();
      SubjectId subject = server.someone();
      server.get(UserKeys.class).findOrCreate(subject);
      assertThat(stub.calls()).isEqualTo(before + 2);
      assertThat(server.get(KeyRing.class).primary().uri().text()).isEqualTo(vault("one"));
    }
    assertThat(keys.resolve(KeySettings.KEY_ENCRYPTION_FILE)).doesNotExist();
  }

  @Test
  void primaryKeyThatDoesNotWrapIsNamed() {
    refused(Map.of(KeySettings.PRIMARY, vault("forbidden")))
        .hasMessageContaining(KeySettings.PRIMARY)
        .hasMessageContaining(vault("forbidden"))
        .hasMessageNotContaining(StubKeyService.TOKEN);
  }

  @Test
  void missingFileThatIsNamedIsNotMade() {
    Path missing = keys.resolve("missing.json");
    refused(Map.of(KeySettings.PRIMARY, "file://" + missing)).hasMessageContaining("missing.json");
    assertThat(missing).doesNotExist();
  }

  @Test
  void fileThatOthersMayReadIsRefused() throws IOException {
    start(Map.of()).close();
    Path file = keys.resolve(KeySettings.KEY_ENCRYPTION_FILE);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));

    refused(Map.of()).hasMessageContaining(file.toString()).hasMessageContaining("chmod 600");
  }

  @Test
  void uriOfUnknownSchemeOrWithCredentialsIsRefused() {
    refused(Map.of(KeySettings.PRIMARY, "azure://vault/key"))
        .hasMessageContaining("aws-kms, file, gcp-kms, hcvault");
    refused(Map.of(KeySettings.PRIMARY, "hcvault://me:swordfish@host/transit/keys/k"))
        .hasMessageContaining(KeySettings.PRIMARY)
        .hasMessageNotContaining("swordfish");
  }

  @Test
  void otherKeyThatUnwrapsNothingAnyMoreIsNamed() {
    try (TokenServer server = start(Map.of(KeySettings.PRIMARY, vault("one")))) {
      server.get(UserKeys.class).findOrCreate(server.someone());
    }
    stub.close();

    refused(Map.of(KeySettings.OTHERS, vault("one")))
        .hasMessageContaining(KeySettings.OTHERS)
        .hasMessageContaining(vault("one"))
        .hasMessageNotContaining(StubKeyService.TOKEN);
  }

  /** The exception of our own, somewhere below those of the framework. */
  private AbstractThrowableAssert<?, ? extends Throwable> refused(Map<String, Object> more) {
    Throwable thrown = catchThrowable(() -> start(more).close());
    while (thrown != null
        && !(thrown instanceof KeysUnavailableException)
        && !(thrown instanceof IllegalArgumentException)) {
      thrown = thrown.getCause();
    }
    return assertThat(thrown).isNotNull();
  }

  private TokenServer start(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("holdfast.token.keys.vault.token", StubKeyService.TOKEN);
    settings.put("holdfast.token.keys.vault.plain-http", "true");
    return TokenServer.start(schema, keys, settings);
  }

  private String vault(String name) {
    return "hcvault://" + stub.authority() + "/transit/keys/" + name;
  }
}
