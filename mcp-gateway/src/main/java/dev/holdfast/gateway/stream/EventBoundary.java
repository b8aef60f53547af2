package dev.holdfast.gateway.stream;

/** Whether a stream of events stands between two of them. Fed by one thread at a time. */
public final class EventBoundary {

  /** How many bytes an end of an event takes at most. */
  public static final int LONGEST = 4;

  private static final int TWO_BYTES = 0xFFFF;
  private static final int THREE_BYTES = 0xFFFFFF;
  private static final int LF_LF = 0x0A0A;
  private static final int CR_CR = 0x0D0D;
  private static final int LF_CR_LF = 0x0A0D0A;
  private static final int CR_LF_CR_LF = 0x0D0A0D0A;

  // The last four bytes; a stream begins as if after a blank line.
  private int tail = LF_LF;

  /** A stream that has not begun. */
  public EventBoundary() {}

  /** These bytes came. */
  public void passed(byte[] piece) {
    for (int i = Math.max(0, piece.length - LONGEST); i < piece.length; i++) {
      passed(piece[i]);
    }
  }

  /** One more byte came; those before the last four need not be told. */
  public void passed(byte one) {
    tail = (tail << Byte.SIZE) | (one & 0xFF);
  }

  /** Whether a comment may be put here. */
  public boolean isHere() {
    int two = tail & TWO_BYTES;
    return two == LF_LF || two == CR_CR || (tail & THREE_BYTES) == LF_CR_LF || tail == CR_LF_CR_LF;
  }
}
