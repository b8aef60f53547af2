package dev.holdfast.authserver.passkey.jdbc;

import dev.holdfast.authserver.passkey.Challenge;
import dev.holdfast.authserver.passkey.Challenges;
import dev.holdfast.authserver.passkey.Purpose;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcChallenges extends Challenges, GenericRepository<Challenge, String> {

  @Override
  Challenge save(Challenge challenge);

  @Override
  @Query(
      """
      DELETE FROM passkey_challenge
      WHERE hash = :hash AND purpose = :purpose AND bound_to = :boundTo AND expires_at > :now\
      """)
  int consume(String hash, Purpose purpose, String boundTo, Instant now);

  @Override
  @Query("DELETE FROM passkey_challenge WHERE expires_at < :now ORDER BY expires_at LIMIT :limit")
  int forget(Instant now, int limit);
}
