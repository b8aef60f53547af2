package dev.holdfast.token.connections.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface EndedRows extends GenericRepository<EndedRow, String> {

  String COPY =
      "INSERT INTO provider_revocation (id, issuer, subject, provider, version, access_token,"
          + " refresh_token, attempts, next_try_at)"
          + " SELECT UUID(), issuer, subject, provider, version, access_token, refresh_token, 0, :now"
          + " FROM connection WHERE state = 'LIVE' AND issuer = :issuer AND subject = :subject";

  void save(EndedRow row);

  /** As it is sealed, so that nothing needs a key or a provider for a connection to end. */
  @Query(COPY + " AND provider = :provider")
  void copy(String issuer, String subject, String provider, Instant now);

  @Query(COPY)
  void copyAll(String issuer, String subject, Instant now);

  @Query(
      "SELECT * FROM provider_revocation WHERE next_try_at <= :now"
          + " ORDER BY next_try_at LIMIT :max FOR UPDATE SKIP LOCKED")
  List<EndedRow> due(Instant now, int max);

  @Query(
      "UPDATE provider_revocation SET attempts = attempts + 1, next_try_at = :nextTryAt"
          + " WHERE id = :id")
  void take(String id, Instant nextTryAt);

  @Query("UPDATE provider_revocation SET next_try_at = :nextTryAt WHERE id = :id")
  void putOff(String id, Instant nextTryAt);

  @Query("SELECT * FROM provider_revocation WHERE issuer = :issuer AND subject = :subject")
  List<EndedRow> readAll(String issuer, String subject);

  @Query(
      "UPDATE provider_revocation SET access_token = :access, refresh_token = :refresh"
          + " WHERE id = :id")
  void replaceSealed(String id, byte[] access, byte[] refresh);

  @Query("DELETE FROM provider_revocation WHERE id = :id")
  void remove(String id);

  @Query("DELETE FROM provider_revocation WHERE issuer = :issuer AND subject = :subject")
  void removeAll(String issuer, String subject);
}
