package dev.holdfast.authserver.opaque;

import dev.holdfast.contracts.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes values of 256 random bits, and the hash under which they are kept. */
public final class OpaqueValue {

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private OpaqueValue() {}

  /** A new value: 43 characters that need no escaping anywhere. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }

  /** SHA-256 in base64url, 43 characters. Only for values that cannot be guessed. */
  public static String hash(String value) {
    return BASE64.encodeToString(sha256().digest(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** SHA-256 of a secret, see {@link #hash(String)}. */
  public static String hash(Secret value) {
    return hash(value.reveal());
  }

  /** Compares in constant time. */
  public static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
