package dev.holdfast.authserver.user.jdbc;

import dev.holdfast.authserver.user.Reset;
import dev.holdfast.authserver.user.Resets;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcResets extends Resets, GenericRepository<Reset, String> {

  @Override
  Reset save(Reset reset);

  @Override
  @Query("SELECT * FROM password_reset WHERE token_hash = :tokenHash")
  Optional<Reset> byTokenHash(String tokenHash);

  @Override
  @Query("DELETE FROM password_reset WHERE token_hash = :tokenHash AND expires_at > :now")
  int consume(String tokenHash, Instant now);

  @Override
  @Query("DELETE FROM password_reset WHERE user_id = :userId")
  int removeOf(String userId);

  @Override
  @Query("DELETE FROM password_reset WHERE expires_at < :now ORDER BY expires_at LIMIT :limit")
  int forget(Instant now, int limit);
}
