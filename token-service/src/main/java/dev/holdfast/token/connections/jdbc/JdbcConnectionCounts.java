package dev.holdfast.token.connections.jdbc;

import dev.holdfast.token.connections.ConnectionCount;
import dev.holdfast.token.connections.ConnectionCounts;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcConnectionCounts extends ConnectionCounts, GenericRepository<ConnectionRow, String> {

  @Override
  @Query("SELECT provider, state, COUNT(*) AS connections FROM connection GROUP BY provider, state")
  List<ConnectionCount> count();

  @Override
  @Query("SELECT MIN(due_at) FROM connection")
  Optional<Instant> oldestDue();

  /** Those that people must renew count as they are by their state, and fail no more. */
  @Override
  @Query("SELECT MIN(refresh_at) FROM connection WHERE failures > 0 AND state = 'LIVE'")
  Optional<Instant> oldestFailing();

  @Override
  @Query("SELECT COUNT(*) FROM provider_revocation")
  long waitingForRevocation();
}
