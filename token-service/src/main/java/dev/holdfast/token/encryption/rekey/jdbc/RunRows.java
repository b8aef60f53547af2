package dev.holdfast.token.encryption.rekey.jdbc;

import dev.holdfast.token.encryption.rekey.RunKind;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface RunRows extends GenericRepository<RunRow, RunKind> {

  /** Rows after one, in the order of the primary key. */
  String AFTER =
      " AND (issuer > :issuer OR (issuer = :issuer AND subject > :subject))"
          + " ORDER BY issuer, subject LIMIT :max";

  String TO_REWRAP = " FROM user_key WHERE (kek <> :kek OR wrapped_at < :before)";
  String TO_REENCRYPT = " FROM user_key WHERE (stage <> 'SETTLED' OR made_at < :before)";

  /** The columns are set in this order: the last one still sees what was. */
  @Query(
      """
      INSERT INTO rekeying (kind, started_at, done) VALUES (:kind, :now, 0)
      ON DUPLICATE KEY UPDATE
        started_at = IF(finished_at IS NULL, started_at, :now),
        done = IF(finished_at IS NULL, done, 0),
        finished_at = NULL
      """)
  void begin(RunKind kind, Instant now);

  @Query("SELECT * FROM rekeying WHERE kind = :kind")
  Optional<RunRow> read(RunKind kind);

  @Query("SELECT * FROM rekeying ORDER BY kind")
  List<RunRow> readAll();

  @Query("UPDATE rekeying SET done = done + :changed WHERE kind = :kind")
  void add(RunKind kind, long changed);

  @Query(
      """
      UPDATE rekeying SET finished_at = :now
      WHERE kind = :kind AND started_at = :startedAt AND finished_at IS NULL
      """)
  void finish(RunKind kind, Instant startedAt, Instant now);

  @Query("SELECT issuer, subject" + TO_REWRAP + AFTER)
  List<OwnerRow> toRewrap(String kek, Instant before, String issuer, String subject, int max);

  @Query("SELECT issuer, subject" + TO_REENCRYPT + AFTER)
  List<OwnerRow> toReencrypt(Instant before, String issuer, String subject, int max);

  @Query("SELECT COUNT(*)" + TO_REWRAP)
  long countToRewrap(String kek, Instant before);

  @Query("SELECT COUNT(*) FROM user_key WHERE stage = 'MOVING' OR made_at < :before")
  long countToReencrypt(Instant before);

  @Query("SELECT kek, stage, COUNT(*) AS users FROM user_key GROUP BY kek, stage")
  List<CountRow> count();
}
