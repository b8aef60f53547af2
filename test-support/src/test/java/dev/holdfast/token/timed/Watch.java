package dev.holdfast.token.timed;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

/** Breaks one rule, or shows what is allowed. */
public final class Watch {

  /** Hidden in a method reference. */
  public Supplier<Instant> present() {
    return Instant::now;
  }

  /** Makes its own clock. */
  public Clock clock() {
    return Clock.systemUTC();
  }
}
