package dev.holdfast.token.revocation.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SweepRows extends GenericRepository<SweepRow, String> {

  @Query("INSERT IGNORE INTO revocation (event_id, applied_at) VALUES (:eventId, :appliedAt)")
  int begin(String eventId, Instant appliedAt);

  @Query("UPDATE revocation SET result = :result WHERE event_id = :eventId")
  void finish(String eventId, String result);

  /** Sees what committed while {@link #begin} waited, because isolation is read committed. */
  @Query("SELECT event_id, result FROM revocation WHERE event_id = :eventId")
  Optional<SweepRow> read(String eventId);
}
