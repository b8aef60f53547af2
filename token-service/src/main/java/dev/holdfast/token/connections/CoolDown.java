package dev.holdfast.token.connections;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How long a connection is left alone after refreshes that got no usable answer. */
final class CoolDown {

  private static final int MOST_DOUBLINGS = 20;

  private CoolDown() {}

  /**
   * Doubles with each failure in a row up to the longest, less up to a quarter by chance, and never
   * ends before the provider says.
   */
  static Duration after(int failures, Optional<Duration> retryAfter, ConnectionSettings settings) {
    long factor = 1L << Math.min(failures - 1, MOST_DOUBLINGS);
    Duration full = min(settings.retryAfter().multipliedBy(factor), settings.longestRetryAfter());
    long quarter = full.toMillis() / 4;
    Duration own = full.minusMillis(ThreadLocalRandom.current().nextLong(quarter + 1));
    return retryAfter.filter(asked -> asked.compareTo(own) > 0).orElse(own);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
