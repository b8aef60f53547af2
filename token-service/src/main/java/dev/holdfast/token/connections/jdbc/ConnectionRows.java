package dev.holdfast.token.connections.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ConnectionRows extends GenericRepository<ConnectionRow, String> {

  String ROW = " WHERE issuer = :issuer AND subject = :subject AND provider = :provider";

  String COLUMNS =
      "SELECT issuer, subject, provider, version, access_token, refresh_token, expires_at,"
          + " refresh_at, retry_at, lease_until, state, scopes, failures, last_used_at"
          + " FROM connection";

  @Query(COLUMNS + ROW)
  Optional<ConnectionRow> read(String issuer, String subject, String provider);

  @Query(COLUMNS + " WHERE issuer = :issuer AND subject = :subject")
  List<ConnectionRow> readAll(String issuer, String subject);

  @Query(
      "UPDATE connection SET access_token = :access, refresh_token = :refresh"
          + ROW
          + " AND version = :version")
  void replaceSealed(
      String issuer, String subject, String provider, long version, byte[] access, byte[] refresh);

  @Query(
      """
      REPLACE INTO connection (issuer, subject, provider, version, access_token, refresh_token,
        expires_at, refresh_at, scopes, last_used_at, due_at, begun_at)
      VALUES (:issuer, :subject, :provider, :version, :access, :refresh, :expiresAt, :refreshAt,
        :scopes, :lastUsedAt, :dueAt, :begunAt)
      """)
  void put(
      String issuer,
      String subject,
      String provider,
      long version,
      byte[] access,
      byte[] refresh,
      @Nullable Instant expiresAt,
      @Nullable Instant refreshAt,
      @Nullable String scopes,
      @Nullable Instant lastUsedAt,
      @Nullable Instant dueAt,
      Instant begunAt);

  @Query(
      "UPDATE connection SET lease_owner = :owner, lease_until = :until"
          + ROW
          + " AND version = :version AND (lease_until IS NULL OR lease_until <= :now)"
          + " AND state = 'LIVE' AND (retry_at IS NULL OR retry_at <= :now)")
  int lease(
      String issuer,
      String subject,
      String provider,
      long version,
      String owner,
      Instant now,
      Instant until);

  @Query(
      "UPDATE connection SET version = :next, access_token = :access, refresh_token = :refresh,"
          + " expires_at = :expiresAt, refresh_at = :refreshAt, due_at = :dueAt, retry_at = NULL,"
          + " state = 'LIVE', failures = 0, scopes = COALESCE(:scopes, scopes),"
          + " lease_owner = NULL, lease_until = NULL"
          + ROW
          + " AND version = :version")
  int refreshed(
      String issuer,
      String subject,
      String provider,
      long version,
      long next,
      byte[] access,
      byte[] refresh,
      @Nullable Instant expiresAt,
      @Nullable Instant refreshAt,
      @Nullable Instant dueAt,
      @Nullable String scopes);

  @Query(
      "UPDATE connection SET failures = :failures, retry_at = :retryAt, due_at = :retryAt,"
          + " lease_owner = NULL, lease_until = NULL"
          + ROW
          + " AND lease_owner = :owner")
  void release(
      String issuer, String subject, String provider, String owner, int failures, Instant retryAt);

  @Query(
      "UPDATE connection SET state = 'NEEDS_CONSENT', refresh_token = '', due_at = NULL,"
          + " retry_at = NULL, lease_owner = NULL, lease_until = NULL"
          + ROW
          + " AND version = :version AND lease_owner = :owner")
  int refuse(String issuer, String subject, String provider, long version, String owner);

  @Query("UPDATE connection SET last_used_at = :now" + ROW)
  void noteUse(String issuer, String subject, String provider, Instant now);

  @Query("DELETE FROM connection" + ROW)
  int remove(String issuer, String subject, String provider);

  @Query("DELETE FROM connection WHERE issuer = :issuer AND subject = :subject")
  void removeAll(String issuer, String subject);

  @Query(
      "DELETE FROM connection WHERE issuer = :issuer AND subject = :subject"
          + " AND begun_at < :instant")
  void removeBegunBefore(String issuer, String subject, Instant instant);

  /** As they are now, whatever the transaction saw before. */
  @Query(
      "SELECT COUNT(*) FROM connection WHERE issuer = :issuer AND subject = :subject"
          + " AND begun_at >= :instant FOR UPDATE")
  long countBegunSince(String issuer, String subject, Instant instant);
}
