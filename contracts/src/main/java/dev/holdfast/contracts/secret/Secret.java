package dev.holdfast.contracts.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A token, code, key or password on its way through the process. It prints as a fixed mark, so that
 * a log line, an exception or a record's {@code toString} cannot leak it; {@link #reveal()} is the
 * one, greppable way out. Closing overwrites it: whoever holds one for a short while does so in a
 * {@code try}.
 */
public final class Secret implements AutoCloseable {

  private static final String MARK = "[redacted]";

  private final char[] value;
  private volatile boolean closed;

  private Secret(char[] value) {
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
    return new Secret(value.toCharArray());
  }

  /**
   * The value in clear. Call it where the value leaves the process, never earlier.
   *
   * @throws IllegalStateException if it was closed
   */
  public String reveal() {
    requireOpen();
    return new String(value);
  }

  /** Overwrites the value. What {@link #reveal()} gave before is not affected. */
  @Override
  public void close() {
    closed = true;
    Arrays.fill(value, '\0');
  }

  /** Compares in constant time. A closed one equals itself only. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Secret secret
            && !closed
            && !secret.closed
            && MessageDigest.isEqual(bytes(), secret.bytes()));
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

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the secret was cleared");
    }
  }

  private byte[] bytes() {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(value));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }
}
