package dev.holdfast.authserver.user.jdbc;

import dev.holdfast.authserver.user.Failures;
import dev.holdfast.authserver.user.LoginFailures;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcLoginFailures extends LoginFailures, GenericRepository<Failures, String> {

  @Override
  @Query("SELECT * FROM login_failures WHERE id = :id")
  Optional<Failures> byId(String id);

  @Override
  @Query(
      """
      INSERT INTO login_failures (id, failures, last_at, retry_at)
      VALUES (:id, :failures, :lastAt, :retryAt)
      ON DUPLICATE KEY UPDATE failures = :failures, last_at = :lastAt, retry_at = :retryAt\
      """)
  int note(String id, int failures, Instant lastAt, Instant retryAt);

  @Override
  @Query("DELETE FROM login_failures WHERE id = :id")
  int forget(String id);

  @Override
  @Query("DELETE FROM login_failures WHERE last_at < :last ORDER BY last_at LIMIT :limit")
  int removeOlderThan(Instant last, int limit);
}
