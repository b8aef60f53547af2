package dev.holdfast.contracts.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A token, code, key or password on its way through the process. It prints as a fixed mark, so that
 * a log line, an exception or a record's {@code toString} cannot leak it; {@link #reveal()} is the
 * one, greppable way out.
 */
public final class Secret {

  private static final String MARK = "[redacted]";

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * Wraps a value.
   *
   * @throws IllegalArgumentException if it is empty; the message does not hold the value
   */
  public static Secret of(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
    return new Secret(value);
  }

  /** The value in clear. Call it where the value leaves the process, never earlier. */
  public String reveal() {
    return value;
  }

  /** Compares in constant time. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  /** Constant: a hash of the value would be one more way to recognise it. */
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return MARK;
  }

  private byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
