package dev.holdfast.authserver.user;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long to wait after failed passwords. The wait doubles from one failure to the next and has an
 * end, and attempts that come too soon do not prolong it.
 *
 * @param freeAttempts failures without a wait
 * @param firstDelay the wait after the next one
 * @param longestDelay the longest wait
 * @param memory how long after the last failure the count begins anew
 */
@Context
@ConfigurationProperties("holdfast.authserver.back-off")
public record BackOff(
    @Min(1) @Bindable(defaultValue = "5") int freeAttempts,
    @Bindable(defaultValue = "1s") Duration firstDelay,
    @Bindable(defaultValue = "1m") Duration longestDelay,
    @Bindable(defaultValue = "1h") Duration memory) {

  private static final int MOST_DOUBLINGS = 20;

  /** Refuses delays that are not positive or not in order. */
  public BackOff {
    Times.requirePositive("holdfast.authserver.back-off.first-delay", firstDelay);
    if (longestDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException(
          "holdfast.authserver.back-off.longest-delay is shorter than first-delay");
    }
    Times.requirePositive("holdfast.authserver.back-off.memory", memory);
  }

  /** Whether an attempt comes too soon. */
  boolean tooSoon(Optional<Failures> before, Instant now) {
    return before.filter(failures -> now.isBefore(failures.retryAt())).isPresent();
  }

  /** The count after one more failure. */
  Failures oneMore(String id, Optional<Failures> before, Instant now) {
    int failures =
        before
                .filter(known -> now.isBefore(known.lastAt().plus(memory)))
                .map(Failures::failures)
                .orElse(0)
            + 1;
    Instant retryAt =
        tooSoon(before, now)
            ? before.orElseThrow().retryAt()
            : now.plus(delay(failures - freeAttempts));
    return new Failures(id, failures, now, retryAt);
  }

  private Duration delay(int failuresTooMany) {
    if (failuresTooMany <= 0) {
      return Duration.ZERO;
    }
    int doublings = Math.min(failuresTooMany - 1, MOST_DOUBLINGS);
    Duration delay = firstDelay.multipliedBy(1L << doublings);
    return delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
  }
}
