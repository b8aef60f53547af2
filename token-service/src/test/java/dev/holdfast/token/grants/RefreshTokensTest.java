package dev.holdfast.token.grants;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.TokenServer;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshTokensTest {

  private final String gid = UUID.randomUUID().toString();
  private TokenServer server;
  private RefreshTokens tokens;

  @BeforeAll
  void start(@TempDir Path keys) {
    server = TokenServer.start(keys);
    tokens = server.get(RefreshTokens.class);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void tokenIsRecognisedWithItsGrantAndGeneration() {
    RefreshToken first = tokens.first(gid);
    RefreshToken second = tokens.successor(first, tokens.nonce());

    assertThat(tokens.recognise(first.value())).hasValue(first);
    assertThat(tokens.recognise(second.value())).hasValue(second);
    assertThat(first.gid()).isEqualTo(second.gid()).isEqualTo(gid);
    assertThat(first.generation()).isZero();
    assertThat(second.generation()).isEqualTo(1);
  }

  @Test
  void tokenWithAnyOtherCharacterIsNotRecognised() {
    String sound = tokens.first(gid).value().reveal();

    for (int at = 0; at < sound.length(); at++) {
      char other = sound.charAt(at) == 'A' ? 'B' : 'A';
      String altered = sound.substring(0, at) + other + sound.substring(at + 1);
      assertThat(tokens.recognise(Secret.of(altered))).as("at %d", at).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "forged", " ", "=", "\u0000", "\uD83D\uDE00"})
  void otherTextsAreNotRecognised(String text) {
    String sound = tokens.first(gid).value().reveal();

    assertThat(tokens.recognise(Secret.of(text))).isEmpty();
    assertThat(tokens.recognise(Secret.of(sound + text))).isEmpty();
    assertThat(tokens.recognise(Secret.of(text + sound))).isEmpty();
  }

  @Test
  void successorDependsOnTokenAndNonceAndNothingElse() {
    RefreshToken token = tokens.first(gid);
    Bytes nonce = tokens.nonce();

    assertThat(tokens.successor(token, nonce)).isEqualTo(tokens.successor(token, nonce));
    assertThat(tokens.successor(token, nonce))
        .isNotEqualTo(tokens.successor(token, tokens.nonce()));
    assertThat(tokens.successor(token, nonce))
        .isNotEqualTo(tokens.successor(tokens.first(gid), nonce));
  }
}
