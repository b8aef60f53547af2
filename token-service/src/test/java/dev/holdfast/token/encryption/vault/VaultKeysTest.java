package dev.holdfast.token.encryption.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.bearer.testing.NoTls;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.encryption.KeyServiceCalls;
import dev.holdfast.token.encryption.KeyServiceContract;
import dev.holdfast.token.encryption.KeyTechnology;
import dev.holdfast.token.encryption.KeyUri;
import dev.holdfast.token.encryption.StubKeyService;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeysTest extends KeyServiceContract {

  @Test
  void tokenOfAFileIsReadForEachCall(@TempDir Path directory)
      throws IOException, GeneralSecurityException {
    Path file = Files.writeString(directory.resolve("token"), "an-old-token\n");
    var aead = keys(null, file).open(uri("one"));
    assertThatThrownBy(() -> aead.encrypt(new byte[1], new byte[0]))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("403")
        .hasMessageNotContaining("an-old-token");

    Files.writeString(file, StubKeyService.TOKEN + "\n");
    assertThat(aead.encrypt(new byte[1], new byte[0])).isNotEmpty();
  }

  @Test
  void withoutATokenNoKeyIsOpened() {
    assertThatThrownBy(() -> keys(null, null).open(uri("one")))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining("holdfast.token.keys.vault.token");
  }

  @Override
  protected KeyTechnology technology() {
    return keys(Secret.of(StubKeyService.TOKEN), null);
  }

  @Override
  protected KeyUri uri(String name) {
    return new KeyUri("hcvault://" + stub.authority() + "/transit/keys/" + name);
  }

  private static VaultKeys keys(@Nullable Secret token, @Nullable Path tokenFile) {
    return new VaultKeys(
        new VaultSettings(token, tokenFile, null, true),
        new KeyServiceCalls(JsonMapper.createDefault(), NoTls.settings()));
  }
}
