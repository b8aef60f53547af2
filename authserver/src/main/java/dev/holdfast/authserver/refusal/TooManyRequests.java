package dev.holdfast.authserver.refusal;

import java.time.Duration;

/** Somebody asks too often (RFC 6585, section 4). Thrown without a stack trace: it is an answer. */
public final class TooManyRequests extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Duration wait;

  /** Says how long to wait. */
  public TooManyRequests(Duration wait) {
    super("Wait " + wait, null, false, false);
    this.wait = wait;
  }

  Duration waiting() {
    return wait;
  }

  /** The value of {@code Retry-After}: whole seconds, rounded up, so that it comes true. */
  public static long retryAfter(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }
}
