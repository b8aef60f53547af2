package dev.holdfast.authserver.par.jdbc;

import dev.holdfast.authserver.par.PushedRequest;
import dev.holdfast.authserver.par.PushedRequests;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcPushedRequests extends PushedRequests, GenericRepository<PushedRequest, String> {

  @Override
  PushedRequest save(PushedRequest request);

  @Override
  @Query("SELECT * FROM pushed_request WHERE reference_hash = :referenceHash")
  Optional<PushedRequest> byReferenceHash(String referenceHash);

  @Override
  @Query("DELETE FROM pushed_request WHERE reference_hash = :referenceHash")
  int take(String referenceHash);

  @Override
  @Query("DELETE FROM pushed_request WHERE expires_at < :now ORDER BY expires_at LIMIT :limit")
  int forget(Instant now, int limit);
}
