package dev.holdfast.token.grants;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.encryption.KeyedHash;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Makes and recognises refresh tokens. Only hashes are stored, yet a replay within the leeway must
 * be answered with the same successor: the successor is derived from the presented token, a nonce
 * of that rotation, and the service's key. Lacking any of the three, nobody can derive it.
 */
@Singleton
final class RefreshTokens {

  private static final int LENGTH = 32;

  // Shared: Tink's own makes a generator for each thread, which here means for each request.
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyedHash keyedHash;

  RefreshTokens(KeyedHash keyedHash) {
    this.keyedHash = keyedHash;
  }

  Secret first() {
    return encoded(random());
  }

  Bytes nonce() {
    return random();
  }

  Bytes hash(Secret token) {
    return keyedHash.of("refresh-token", token.reveal());
  }

  Secret successor(Secret token, Bytes nonce) {
    return encoded(
        keyedHash.of(
            "refresh-token-successor",
            token.reveal(),
            HexFormat.of().formatHex(nonce.toByteArray())));
  }

  private static Bytes random() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    return Bytes.copyFrom(bytes);
  }

  private static Secret encoded(Bytes bytes) {
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray()));
  }
}
