package dev.holdfast.local.demo;

/** The system did not do what a story promises. The message is the evidence. */
public final class BrokenPromiseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenPromiseException(String message) {
    super(message);
  }

  static void unless(boolean kept, String message) {
    if (!kept) {
      throw new BrokenPromiseException(message);
    }
  }
}
