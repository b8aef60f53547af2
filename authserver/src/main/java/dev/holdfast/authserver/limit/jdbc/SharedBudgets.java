package dev.holdfast.authserver.limit.jdbc;

import dev.holdfast.authserver.limit.BucketBudgets;
import dev.holdfast.authserver.limit.Budget;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.mysql.Bucket4jMySQL;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Budgets in the database, one row each, locked while it is spent from. The statements are the same
 * on MariaDB and MySQL.
 */
@Singleton
@Named("shared")
final class SharedBudgets extends BucketBudgets {

  /** A row is kept until its budget is full again, and this much longer. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private final ProxyManager<String> buckets;

  SharedBudgets(DataSource dataSource, TimeMeter time, BudgetSettings settings) {
    // Not the surrounding transaction's connection: what is spent stays spent.
    this.buckets =
        Bucket4jMySQL.selectForUpdateBasedBuilder(DelegatingDataSource.unwrapDataSource(dataSource))
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("limit_bucket")
            .idColumn("id")
            .stateColumn("state")
            .expiresAtColumn("expires_at")
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(SLACK))
            .clientClock(time)
            .requestTimeout(settings.patience())
            .build();
  }

  @Override
  protected Bucket bucket(Budget budget) {
    return buckets.builder().build(budget.id(), () -> configuration(budget));
  }

  private static BucketConfiguration configuration(Budget budget) {
    return BucketConfiguration.builder().addLimit(bandwidth(budget)).build();
  }
}
