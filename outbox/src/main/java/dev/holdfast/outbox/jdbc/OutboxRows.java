package dev.holdfast.outbox.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface OutboxRows extends GenericRepository<OutboxRow, Long> {

  /** Empty if another transaction holds the lease. */
  @Query("SELECT id FROM outbox_lease WHERE id = 1 FOR UPDATE SKIP LOCKED")
  Optional<Integer> takeLease();

  @Query(
      "SELECT seq, topic, record_key, value, traceparent, tracestate FROM outbox"
          + " ORDER BY seq LIMIT :max")
  List<OutboxRow> oldest(int max);

  @Query("DELETE FROM outbox WHERE seq IN (:seqs)")
  void forget(List<Long> seqs);

  /** Reads no more rows than it may count: this is asked all the time, and most when many wait. */
  @Query("SELECT COUNT(*) FROM (SELECT seq FROM outbox ORDER BY seq LIMIT :most) AS waiting")
  long pending(int most);

  @Query("SELECT created_at FROM outbox ORDER BY seq LIMIT 1")
  Optional<Instant> oldestCreation();
}
