package dev.holdfast.token.encryption;

import java.util.Objects;
import java.util.stream.Stream;

/** Keys cannot be read, or do not open what they should. Holds no key material. */
public final class KeysUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KeysUnavailableException(String message) {
    super(message);
  }

  KeysUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether the key service is away, so that the same may succeed later. */
  public boolean isPassing() {
    return Stream.iterate(getCause(), Objects::nonNull, Throwable::getCause)
        .anyMatch(KeyServiceAwayException.class::isInstance);
  }
}
