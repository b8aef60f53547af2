package dev.holdfast.token.revocation.jdbc;

import dev.holdfast.token.revocation.SweepKind;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface SweepRows extends GenericRepository<SweepRow, String> {

  @Query(
      """
      INSERT IGNORE INTO revocation (event_id, kind, applied_at, finished)
      VALUES (:eventId, :kind, :appliedAt, :finished)
      """)
  int begin(String eventId, SweepKind kind, Instant appliedAt, boolean finished);

  @Query(
      """
      UPDATE revocation SET result = :result, finished = :finished
      WHERE event_id = :eventId AND kind = :kind
      """)
  void note(String eventId, SweepKind kind, String result, boolean finished);

  /** Sees what committed while {@link #begin} waited, because isolation is read committed. */
  @Query(
      """
      SELECT event_id, kind, result, finished FROM revocation
      WHERE event_id = :eventId AND kind = :kind
      """)
  Optional<SweepRow> read(String eventId, SweepKind kind);

  @Query(
      """
      SELECT event_id, kind, result, finished FROM revocation
      WHERE event_id = :eventId AND kind = :kind FOR UPDATE
      """)
  Optional<SweepRow> lock(String eventId, SweepKind kind);
}
