package dev.holdfast.token.grants.jdbc;

import dev.holdfast.contracts.grants.EndReason;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface GrantRows extends GenericRepository<GrantRow, String> {

  void save(GrantRow row);

  @Query("SELECT * FROM grants WHERE gid IN (:gids) ORDER BY gid FOR UPDATE")
  List<GrantRow> lock(List<String> gids);

  /** Compares lengths, too: some databases take texts that differ in trailing spaces for equal. */
  @Query(
      """
      SELECT gid FROM grants
      WHERE issuer = :issuer AND subject = :subject AND CHAR_LENGTH(issuer) = CHAR_LENGTH(:issuer)
        AND CHAR_LENGTH(subject) = CHAR_LENGTH(:subject) AND ended_at IS NULL
      ORDER BY gid
      """)
  List<String> idsNotEnded(String issuer, String subject);

  /** Compares lengths, too: some databases take texts that differ in trailing spaces for equal. */
  @Query(
      """
      SELECT gid FROM grants
      WHERE issuer = :issuer AND subject = :subject AND CHAR_LENGTH(issuer) = CHAR_LENGTH(:issuer)
        AND CHAR_LENGTH(subject) = CHAR_LENGTH(:subject) AND ended_at IS NULL
        AND sid = :sid AND CHAR_LENGTH(sid) = CHAR_LENGTH(:sid)
      ORDER BY gid
      """)
  List<String> idsNotEnded(String issuer, String subject, String sid);

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
      UPDATE grants SET ended_at = :endedAt, end_reason = :reason
      WHERE gid IN (:gids) AND ended_at IS NULL
      """)
  int end(List<String> gids, Instant endedAt, EndReason reason);

  @Query("DELETE FROM grants WHERE ended_at < :before ORDER BY ended_at LIMIT :limit")
  int forgetEnded(Instant before, int limit);

  @Query(
      """
      DELETE FROM grants WHERE absolute_expires_at < :before
      ORDER BY absolute_expires_at LIMIT :limit
      """)
  int forgetExpired(Instant before, int limit);
}
