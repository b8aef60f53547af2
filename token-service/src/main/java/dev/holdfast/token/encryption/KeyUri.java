package dev.holdfast.token.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a key-encryption key is: the scheme of a technology, and the rest, which is that
 * technology's own. Holds no credentials, so it may be logged.
 *
 * @param text the whole, {@code scheme://rest}
 */
public record KeyUri(String text) {

  private static final String SEPARATOR = "://";
  private static final int ID_BYTES = 8;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it has no scheme or rest, or holds credentials; the message
   *     does not repeat it
   */
  public KeyUri {
    int split = text.indexOf(SEPARATOR);
    if (split < 1 || split + SEPARATOR.length() == text.length()) {
      throw new IllegalArgumentException("a key's URI looks like scheme://rest");
    }
    if (text.indexOf('@') >= 0 || text.indexOf('?') >= 0) {
      throw new IllegalArgumentException("a key's URI holds neither credentials nor a query");
    }
  }

  /** The technology. */
  public String scheme() {
    return text.substring(0, text.indexOf(SEPARATOR));
  }

  /** What the technology makes something of. */
  public String rest() {
    return text.substring(text.indexOf(SEPARATOR) + SEPARATOR.length());
  }

  /** Names the key in the database; the same for the same text. */
  public String id() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
