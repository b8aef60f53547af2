package dev.holdfast.authserver.pending.jdbc;

import dev.holdfast.authserver.pending.PendingRequest;
import dev.holdfast.authserver.pending.PendingRequests;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcPendingRequests extends PendingRequests, GenericRepository<PendingRequest, String> {

  @Override
  PendingRequest save(PendingRequest request);

  @Override
  @Query("SELECT * FROM pending_request WHERE id = :id")
  Optional<PendingRequest> byId(String id);

  @Override
  @Query("SELECT * FROM pending_request WHERE connect_state_hash = :connectStateHash")
  Optional<PendingRequest> byConnectStateHash(String connectStateHash);

  @Override
  @Query("UPDATE pending_request SET denied = TRUE WHERE id = :id")
  int deny(String id);

  @Override
  @Query("UPDATE pending_request SET connect_state_hash = :connectStateHash WHERE id = :id")
  int awaitProvider(String id, String connectStateHash);

  @Override
  @Query("UPDATE pending_request SET confirmed_sid = :sid WHERE id = :id")
  int confirm(String id, String sid);

  @Override
  @Query("DELETE FROM pending_request WHERE id = :id")
  int close(String id);

  @Override
  @Query("DELETE FROM pending_request WHERE expires_at < :now ORDER BY expires_at LIMIT :limit")
  int forget(Instant now, int limit);
}
