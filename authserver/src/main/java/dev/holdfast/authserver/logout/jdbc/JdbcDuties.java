package dev.holdfast.authserver.logout.jdbc;

import dev.holdfast.authserver.logout.Duties;
import dev.holdfast.authserver.logout.Duty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcDuties extends Duties, GenericRepository<Duty, String> {

  @Override
  Duty save(Duty duty);

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  @Query(
      """
      SELECT * FROM logout_duty WHERE next_attempt_at <= :now
      ORDER BY next_attempt_at LIMIT :max FOR UPDATE SKIP LOCKED
      """)
  List<Duty> due(Instant now, int max);

  @Override
  @Query(
      """
      UPDATE logout_duty SET attempts = attempts + 1, next_attempt_at = :nextAttemptAt
      WHERE id = :id
      """)
  int take(String id, Instant nextAttemptAt);

  @Override
  @Query("UPDATE logout_duty SET next_attempt_at = :nextAttemptAt WHERE id = :id")
  int putOff(String id, Instant nextAttemptAt);

  @Override
  @Query("DELETE FROM logout_duty WHERE id = :id")
  int remove(String id);
}
