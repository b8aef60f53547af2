package dev.holdfast.listener.replay.read;

/** A record that does not look as our own encoder writes it. */
final class Strange extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Strange() {
    // No trace: it is caught at once, and there may be many.
    super("strange", null, false, false);
  }

  static void unless(boolean expected) {
    if (!expected) {
      throw new Strange();
    }
  }
}
