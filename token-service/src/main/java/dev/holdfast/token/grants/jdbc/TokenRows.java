package dev.holdfast.token.grants.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface TokenRows extends GenericRepository<TokenRow, byte[]> {

  @Query(
      "INSERT INTO refresh_token (token_hash, gid, generation) VALUES (:hash, :gid, :generation)")
  void add(byte[] hash, String gid, long generation);

  @Query("SELECT * FROM refresh_token WHERE token_hash = :hash AND gid = :gid")
  Optional<TokenRow> read(byte[] hash, String gid);
}
