package dev.holdfast.token.grants.jdbc;

import dev.holdfast.contracts.grants.EndReason;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface GrantRows extends GenericRepository<GrantRow, String> {

  void save(GrantRow row);

  @Query("SELECT * FROM grants WHERE gid = :gid")
  Optional<GrantRow> read(String gid);

  @Query("SELECT * FROM grants WHERE gid = :gid FOR UPDATE")
  Optional<GrantRow> lock(String gid);

  @Query(
      """
      SELECT * FROM grants
      WHERE issuer = :issuer AND subject = :subject AND ended_at IS NULL ORDER BY gid
      """)
  List<GrantRow> notEnded(String issuer, String subject);

  @Query(
      """
      SELECT * FROM grants
      WHERE issuer = :issuer AND client_id = :clientId AND ended_at IS NULL
        AND issued_at < :issuedBefore AND expires_at > :now
      ORDER BY gid LIMIT :limit
      """)
  List<GrantRow> activeOfClient(
      String issuer, String clientId, Instant issuedBefore, Instant now, int limit);

  @Query(
      """
      UPDATE grants SET generation = generation + 1, expires_at = :expiresAt, last_used_at = :now
      WHERE gid = :gid AND generation = :generation AND ended_at IS NULL
      """)
  int rotate(String gid, long generation, Instant expiresAt, Instant now);

  @Query(
      """
      UPDATE grants SET ended_at = :endedAt, end_reason = :reason
      WHERE gid = :gid AND ended_at IS NULL
      """)
  int end(String gid, Instant endedAt, EndReason reason);
}
