package dev.holdfast.token.grants;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.encryption.KeyedHash;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes and recognises refresh tokens: grant, generation, a secret of 256 bits, and a keyed
 * checksum of these three. The checksum tells every token that was ever made here from one that was
 * not, so that the reuse of any old one is noticed though nothing is stored of it.
 *
 * <p>A replay within the leeway must be answered with the same successor, and only hashes are
 * stored. So the successor's secret is derived from the presented token, a nonce of that rotation,
 * and the service's key. Lacking any of the three, nobody can derive it.
 */
@Singleton
final class RefreshTokens {

  private static final int SECRET = 32;
  private static final int CHECKSUM = 16;
  private static final int BODY = 2 * Long.BYTES + Long.BYTES + SECRET;

  /** Of the text: a whole number of groups, so that no two texts mean the same bytes. */
  private static final int LENGTH = (BODY + CHECKSUM) / 3 * 4;

  // Shared: Tink's own makes a generator for each thread, which here means for each request.
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyedHash keyedHash;

  RefreshTokens(KeyedHash keyedHash) {
    this.keyedHash = keyedHash;
  }

  RefreshToken first(String gid) {
    return made(gid, 0, random());
  }

  Bytes nonce() {
    return Bytes.copyFrom(random());
  }

  RefreshToken successor(RefreshToken token, Bytes nonce) {
    Bytes secret =
        keyedHash.of("refresh-token-successor", token.value().reveal(), hex(nonce.toByteArray()));
    return made(token.gid(), token.generation() + 1, secret.toByteArray());
  }

  /** Empty for what was not made here. */
  Optional<RefreshToken> recognise(Secret presented) {
    String text = presented.reveal();
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    byte[] token;
    try {
      token = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    byte[] checksum = Arrays.copyOfRange(token, BODY, token.length);
    if (!MessageDigest.isEqual(checksum, checksum(Arrays.copyOf(token, BODY)))) {
      return Optional.empty();
    }
    ByteBuffer body = ByteBuffer.wrap(token);
    String gid = new UUID(body.getLong(), body.getLong()).toString();
    return Optional.of(new RefreshToken(presented, hash(text), gid, body.getLong()));
  }

  private RefreshToken made(String gid, long generation, byte[] secret) {
    UUID id = UUID.fromString(gid);
    byte[] body =
        ByteBuffer.allocate(BODY)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .putLong(generation)
            .put(secret)
            .array();
    byte[] token = ByteBuffer.allocate(BODY + CHECKSUM).put(body).put(checksum(body)).array();
    String text = Base64.getUrlEncoder().encodeToString(token);
    return new RefreshToken(Secret.of(text), hash(text), gid, generation);
  }

  private byte[] checksum(byte[] body) {
    return Arrays.copyOf(keyedHash.of("refresh-token-made", hex(body)).toByteArray(), CHECKSUM);
  }

  private Bytes hash(String token) {
    return keyedHash.of("refresh-token", token);
  }

  private static byte[] random() {
    byte[] bytes = new byte[SECRET];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
