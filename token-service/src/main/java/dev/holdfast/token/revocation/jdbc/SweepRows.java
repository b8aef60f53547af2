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
      VALUES (:eventId, :kind, :appliedAt, TRUE)
      """)
  int begin(String eventId, SweepKind kind, Instant appliedAt);

  /** Makes and locks the row; unlike IGNORE, not with a shared lock that two would deadlock on. */
  @Query(
      """
      INSERT INTO revocation (event_id, kind, applied_at, finished)
      VALUES (:eventId, :kind, :appliedAt, FALSE)
      ON DUPLICATE KEY UPDATE kind = kind
      """)
  void lock(String eventId, SweepKind kind, Instant appliedAt);

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

  @Query("DELETE FROM revocation WHERE applied_at < :before ORDER BY applied_at LIMIT :limit")
  int forget(Instant before, int limit);
}
