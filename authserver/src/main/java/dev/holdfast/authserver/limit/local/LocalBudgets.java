package dev.holdfast.authserver.limit.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.holdfast.authserver.limit.BucketBudgets;
import dev.holdfast.authserver.limit.Budget;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Budgets in memory; those least in use are forgotten, that is full again, if there are many. */
@Singleton
@Named("local")
final class LocalBudgets extends BucketBudgets {

  private static final int MOST = 100_000;

  private final Cache<Budget, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST).build();
  private final TimeMeter time;

  LocalBudgets(TimeMeter time) {
    this.time = time;
  }

  @Override
  protected Bucket bucket(Budget budget) {
    return buckets.get(budget, this::full);
  }

  private Bucket full(Budget budget) {
    return Bucket.builder().addLimit(bandwidth(budget)).withCustomTimePrecision(time).build();
  }
}
