package dev.holdfast.authserver.limit.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.authserver.limit.Budget;
import dev.holdfast.authserver.limit.Budgets;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Budgets in memory; those least in use are forgotten, that is full again, if there are many. */
@Singleton
@Named("local")
final class LocalBudgets implements Budgets {

  private static final int MOST = 100_000;

  private final Cache<Budget, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST).build();
  private final TimeMeter time;

  LocalBudgets(TimeMeter time) {
    this.time = time;
  }

  @Override
  public Optional<Duration> spend(Budget budget) {
    var probe = bucket(budget).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  @Override
  public void giveBack(Budget budget) {
    bucket(budget).addTokens(1);
  }

  private Bucket bucket(Budget budget) {
    return buckets.get(budget, this::full);
  }

  private Bucket full(Budget budget) {
    return Bucket.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(budget.capacity())
                .refillGreedy(budget.capacity(), budget.period())
                .build())
        .withCustomTimePrecision(time)
        .build();
  }
}
