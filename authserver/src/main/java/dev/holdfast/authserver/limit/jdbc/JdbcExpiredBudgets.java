package dev.holdfast.authserver.limit.jdbc;

import dev.holdfast.authserver.limit.ExpiredBudgets;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcExpiredBudgets extends ExpiredBudgets, GenericRepository<LimitBucket, String> {

  @Override
  @Query("DELETE FROM limit_bucket WHERE expires_at < :nowMillis ORDER BY expires_at LIMIT :limit")
  int removeExpired(long nowMillis, int limit);
}
