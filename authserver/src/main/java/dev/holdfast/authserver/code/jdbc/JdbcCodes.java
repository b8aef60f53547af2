package dev.holdfast.authserver.code.jdbc;

import dev.holdfast.authserver.code.AuthorizationCode;
import dev.holdfast.authserver.code.Codes;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcCodes extends Codes, GenericRepository<AuthorizationCode, String> {

  @Override
  AuthorizationCode save(AuthorizationCode code);

  @Override
  @Query("SELECT * FROM authorization_code WHERE code_hash = :codeHash")
  Optional<AuthorizationCode> byCodeHash(String codeHash);

  @Override
  @Query(
      "UPDATE authorization_code SET used_at = :now"
          + " WHERE code_hash = :codeHash AND used_at IS NULL")
  int redeem(String codeHash, Instant now);

  @Override
  @Query(
      "UPDATE authorization_code SET used_at = NULL"
          + " WHERE code_hash = :codeHash AND gid IS NULL AND replayed_at IS NULL")
  int giveBack(String codeHash);

  @Override
  @Query(
      "UPDATE authorization_code SET gid = :gid"
          + " WHERE code_hash = :codeHash AND replayed_at IS NULL")
  int noteGrant(String codeHash, String gid);

  @Override
  @Query(
      "UPDATE authorization_code SET replayed_at = :now"
          + " WHERE code_hash = :codeHash AND replayed_at IS NULL")
  int markReplayed(String codeHash, Instant now);

  @Override
  @Query(
      "DELETE FROM authorization_code WHERE expires_at < :instant ORDER BY expires_at LIMIT :limit")
  int removeExpiredBefore(Instant instant, int limit);
}
