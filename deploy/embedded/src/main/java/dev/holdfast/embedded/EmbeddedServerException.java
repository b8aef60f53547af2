package dev.holdfast.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded server could not be prepared, started or stopped; the message says what to do. */
public final class EmbeddedServerException extends RuntimeException {

  EmbeddedServerException(String message) {
    this(message, null);
  }

  EmbeddedServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
