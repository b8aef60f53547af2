package dev.holdfast.token.connections.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface AttemptRows extends GenericRepository<AttemptRow, byte[]> {

  void save(AttemptRow row);

  @Query("SELECT * FROM connection_attempt WHERE state_hash = :stateHash")
  Optional<AttemptRow> read(byte[] stateHash);

  @Query("SELECT * FROM connection_attempt WHERE issuer = :issuer AND subject = :subject")
  List<AttemptRow> readAll(String issuer, String subject);

  @Query("UPDATE connection_attempt SET verifier = :verifier WHERE state_hash = :stateHash")
  void replaceVerifier(byte[] stateHash, byte[] verifier);

  @Query("DELETE FROM connection_attempt WHERE state_hash = :stateHash")
  int remove(byte[] stateHash);

  @Query("SELECT * FROM connection_attempt WHERE expires_at <= :now LIMIT :limit")
  List<AttemptRow> expired(Instant now, int limit);

  @Query("DELETE FROM connection_attempt WHERE issuer = :issuer AND subject = :subject")
  void removeAll(String issuer, String subject);

  @Query(
      "DELETE FROM connection_attempt WHERE issuer = :issuer AND subject = :subject"
          + " AND begun_at < :instant")
  void removeBegunBefore(String issuer, String subject, Instant instant);

  /** As they are now, whatever the transaction saw before. */
  @Query(
      "SELECT COUNT(*) FROM connection_attempt WHERE issuer = :issuer AND subject = :subject"
          + " AND begun_at >= :instant FOR UPDATE")
  long countBegunSince(String issuer, String subject, Instant instant);
}
