package dev.holdfast.authserver.passkey.jdbc;

import dev.holdfast.authserver.passkey.Confirmation;
import dev.holdfast.authserver.passkey.Confirmations;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcConfirmations extends Confirmations, GenericRepository<Confirmation, String> {

  @Override
  @Query(
      """
      INSERT INTO passkey_confirmation (request_id, user_id, checked_at, expires_at)
      VALUES (:requestId, :userId, :checkedAt, :expiresAt)
      ON DUPLICATE KEY UPDATE
      user_id = :userId, checked_at = :checkedAt, expires_at = :expiresAt\
      """)
  void await(String requestId, String userId, Instant checkedAt, Instant expiresAt);

  @Override
  @Query("SELECT * FROM passkey_confirmation WHERE request_id = :requestId")
  Optional<Confirmation> byRequestId(String requestId);

  @Override
  @Query(
      """
      DELETE FROM passkey_confirmation
      WHERE request_id = :requestId AND user_id = :userId AND checked_at = :checkedAt
      AND expires_at > :now\
      """)
  int consume(String requestId, String userId, Instant checkedAt, Instant now);

  @Override
  @Query(
      "DELETE FROM passkey_confirmation WHERE expires_at < :now ORDER BY expires_at LIMIT :limit")
  int forget(Instant now, int limit);
}
