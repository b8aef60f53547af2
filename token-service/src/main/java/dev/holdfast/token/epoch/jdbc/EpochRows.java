package dev.holdfast.token.epoch.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface EpochRows extends GenericRepository<EpochRow, String> {

  @Query(
      """
      INSERT IGNORE INTO access_epoch (issuer, subject, epoch) VALUES (:issuer, :subject, :epoch)
      """)
  int addIfAbsent(String issuer, String subject, Instant epoch);

  @Query(
      """
      UPDATE access_epoch SET epoch = :epoch
      WHERE issuer = :issuer AND subject = :subject AND epoch < :epoch
      """)
  int raise(String issuer, String subject, Instant epoch);

  @Query("SELECT * FROM access_epoch WHERE issuer = :issuer AND subject = :subject")
  Optional<EpochRow> read(String issuer, String subject);
}
