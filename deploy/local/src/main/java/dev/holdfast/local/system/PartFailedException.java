package dev.holdfast.local.system;

/** A part of the local run could not be started. The message says what to do. */
public final class PartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PartFailedException(String message) {
    super(message);
  }

  PartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
