package dev.holdfast.authserver.limit;

import dev.holdfast.runtime.retention.Retained;
import java.time.Instant;

/** Budgets that have filled up again need not be kept. */
public interface ExpiredBudgets extends Retained {

  /**
   * Removes some of them.
   *
   * @param nowMillis the present, in milliseconds since the epoch
   */
  int removeExpired(long nowMillis, int limit);

  @Override
  default String name() {
    return "budgets";
  }

  @Override
  default int forget(Instant now, int limit) {
    return removeExpired(now.toEpochMilli(), limit);
  }
}
