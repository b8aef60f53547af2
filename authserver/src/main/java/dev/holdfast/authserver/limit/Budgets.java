package dev.holdfast.authserver.limit;

import java.time.Duration;
import java.util.Optional;

/** Where budgets are kept. A budget that is not known is full. */
public interface Budgets {

  /** Spends one, atomically; otherwise how long to wait until there is one again. */
  Optional<Duration> spend(Budget budget);

  /** Puts one back, never above the capacity. */
  void giveBack(Budget budget);
}
