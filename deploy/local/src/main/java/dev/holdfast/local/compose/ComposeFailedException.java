package dev.holdfast.local.compose;

/** Docker or Compose did not do what was asked. The message ends with what it said. */
public final class ComposeFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ComposeFailedException(String message) {
    super(message);
  }
}
