package dev.holdfast.token.encryption.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.encryption.KeyServiceAwayException;
import dev.holdfast.token.encryption.KeyServiceCalls;
import dev.holdfast.token.encryption.KeyTechnology;
import dev.holdfast.token.encryption.KeyTechnologyContract;
import dev.holdfast.token.encryption.KeyUri;
import dev.holdfast.token.encryption.StubKeyService;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeysTest extends KeyTechnologyContract {

  private final StubKeyService stub = new StubKeyService();

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void tokenOfAFileIsReadForEachCall(@TempDir Path directory)
      throws IOException, GeneralSecurityException {
    Path file = Files.writeString(directory.resolve("token"), "an-old-token\n");
    var aead = keys(null, file).open(one());
    assertThatThrownBy(() -> aead.encrypt(new byte[1], new byte[0]))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("403")
        .hasMessageNotContaining("an-old-token");

    Files.writeString(file, StubKeyService.TOKEN + "\n");
    assertThat(aead.encrypt(new byte[1], new byte[0])).isNotEmpty();
  }

  @Test
  void withoutATokenNoKeyIsOpened() {
    assertThatThrownBy(() -> keys(null, null).open(one()))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("holdfast.token.keys.vault.token");
  }

  @Test
  void aServiceThatIsAwayMayComeBack() throws GeneralSecurityException {
    Aead key = technology().open(one());
    stub.close();

    assertThatThrownBy(() -> key.encrypt(new byte[1], new byte[0]))
        .isInstanceOf(KeyServiceAwayException.class)
        .hasMessageNotContaining(StubKeyService.TOKEN);
  }

  @Override
  protected KeyTechnology technology() {
    return keys(Secret.of(StubKeyService.TOKEN), null);
  }

  @Override
  protected KeyUri one() {
    return uri("one");
  }

  @Override
  protected KeyUri another() {
    return uri("another");
  }

  @Override
  protected KeyUri forbidden() {
    return uri("forbidden");
  }

  private KeyUri uri(String name) {
    return new KeyUri("hcvault://" + stub.authority() + "/transit/keys/" + name);
  }

  private static VaultKeys keys(@Nullable Secret token, @Nullable Path tokenFile) {
    return new VaultKeys(
        new VaultSettings(token, tokenFile, null, true),
        new KeyServiceCalls(JsonMapper.createDefault()));
  }
}
