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

  /** Compares lengths, too: some databases take texts that differ in trailing spaces for equal. */
  @Query(
      """
      SELECT * FROM grants
      WHERE issuer = :issuer AND client_id = :clientId
        AND CHAR_LENGTH(client_id) = CHAR_LENGTH(:clientId) AND ended_at IS NULL
        AND issued_at < :issuedBefore AND expires_at > :now
      ORDER BY gid LIMIT :limit
      """)
  List<GrantRow> activeOfClient(
      String issuer, String clientId, Instant issuedBefore, Instant now, int limit);

  @Query(
      """
      UPDATE grants SET generation = generation + 1, token_hash = :next, previous_hash = :presented,
        nonce = :nonce, rotated_at = :now, last_used_at = :now, expires_at = :expiresAt
      WHERE gid = :gid AND token_hash = :presented AND ended_at IS NULL
      """)
  int rotate(
      String gid, byte[] presented, byte[] next, byte[] nonce, Instant now, Instant expiresAt);

  @Query(
      """
      UPDATE grants SET ended_at = :endedAt, end_reason = :reason
      WHERE gid = :gid AND ended_at IS NULL
      """)
  int end(String gid, Instant endedAt, EndReason reason);
}
