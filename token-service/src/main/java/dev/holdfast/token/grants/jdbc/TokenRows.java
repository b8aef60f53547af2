package dev.holdfast.token.grants.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface TokenRows extends GenericRepository<TokenRow, byte[]> {

  @Query(
      """
      INSERT INTO refresh_token (token_hash, gid, generation, expires_at)
      VALUES (:hash, :gid, :generation, :expiresAt)
      """)
  void add(byte[] hash, String gid, long generation, Instant expiresAt);

  @Query("SELECT * FROM refresh_token WHERE token_hash = :hash")
  Optional<TokenRow> read(byte[] hash);

  @Query("SELECT * FROM refresh_token WHERE gid = :gid AND generation = :generation")
  Optional<TokenRow> read(String gid, long generation);

  @Query("UPDATE refresh_token SET used_at = :usedAt, nonce = :nonce WHERE token_hash = :hash")
  void markUsed(byte[] hash, Instant usedAt, byte[] nonce);

  @Query("UPDATE refresh_token SET nonce = '' WHERE gid = :gid AND generation = :generation")
  void forgetNonce(String gid, long generation);
}
