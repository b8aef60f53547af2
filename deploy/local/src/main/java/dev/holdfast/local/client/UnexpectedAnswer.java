package dev.holdfast.local.client;

/** A server answered something that the specification does not allow, or could not be reached. */
public final class UnexpectedAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnexpectedAnswer(String message) {
    super(message);
  }

  UnexpectedAnswer(String message, Throwable cause) {
    super(message, cause);
  }
}
