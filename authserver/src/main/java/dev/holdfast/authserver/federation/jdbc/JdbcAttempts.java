package dev.holdfast.authserver.federation.jdbc;

import dev.holdfast.authserver.federation.Attempt;
import dev.holdfast.authserver.federation.Attempts;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcAttempts extends Attempts, GenericRepository<Attempt, String> {

  @Override
  Attempt save(Attempt attempt);

  @Override
  @Query("SELECT * FROM federated_attempt WHERE state_hash = :stateHash")
  Optional<Attempt> byStateHash(String stateHash);

  @Override
  @Query("DELETE FROM federated_attempt WHERE state_hash = :stateHash AND expires_at > :now")
  int consume(String stateHash, Instant now);

  @Override
  @Query("DELETE FROM federated_attempt WHERE expires_at < :now ORDER BY expires_at LIMIT :limit")
  int forget(Instant now, int limit);
}
