package dev.holdfast.authserver.client.assertion.jdbc;

import dev.holdfast.authserver.client.assertion.UsedAssertions;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcUsedAssertions extends UsedAssertions, GenericRepository<UsedAssertion, String> {

  @Override
  default boolean use(String idHash, Instant expiresAt) {
    return insert(idHash, expiresAt) == 1;
  }

  /** The primary key decides who was first. */
  @Query("INSERT IGNORE INTO used_assertion (id_hash, expires_at) VALUES (:idHash, :expiresAt)")
  int insert(String idHash, Instant expiresAt);

  @Override
  @Query("DELETE FROM used_assertion WHERE id_hash = :idHash")
  void giveBack(String idHash);

  @Override
  @Query("DELETE FROM used_assertion WHERE expires_at < :now ORDER BY expires_at LIMIT :limit")
  int forget(Instant now, int limit);
}
