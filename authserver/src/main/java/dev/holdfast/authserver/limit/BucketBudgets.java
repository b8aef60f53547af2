package dev.holdfast.authserver.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;

/** Budgets that are token buckets, wherever those are kept. */
public abstract class BucketBudgets implements Budgets {

  /** The bucket of a budget; a full one if there is none yet. */
  protected abstract Bucket bucket(Budget budget);

  /** How a budget fills up again. */
  protected static Bandwidth bandwidth(Budget budget) {
    return Bandwidth.builder()
        .capacity(budget.capacity())
        .refillGreedy(budget.capacity(), budget.period())
        .build();
  }

  @Override
  public final Optional<Duration> spend(Budget budget) {
    var probe = bucket(budget).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  @Override
  public final void giveBack(Budget budget) {
    bucket(budget).addTokens(1);
  }
}
