package dev.holdfast.authserver.federation.jdbc;

import dev.holdfast.authserver.federation.FederatedIdentities;
import dev.holdfast.authserver.federation.FederatedIdentity;
import dev.holdfast.authserver.federation.KnownProvider;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcFederatedIdentities
    extends FederatedIdentities, GenericRepository<FederatedIdentity, String> {

  @Override
  FederatedIdentity save(FederatedIdentity identity);

  @Override
  @Query("SELECT * FROM federated_identity WHERE id = :id")
  Optional<FederatedIdentity> byId(String id);

  @Override
  @Query("SELECT * FROM federated_identity WHERE user_id = :userId ORDER BY provider")
  List<FederatedIdentity> of(String userId);

  @Override
  @Query("UPDATE federated_identity SET last_used_at = :at WHERE id = :id AND user_id = :userId")
  int used(String id, String userId, Instant at);

  @Override
  @Query("DELETE FROM federated_identity WHERE id = :id AND user_id = :userId")
  int remove(String id, String userId);

  @Override
  @Query("DELETE FROM federated_identity WHERE user_id = :userId")
  int removeAllOf(String userId);

  @Override
  @Query("SELECT DISTINCT provider, issuer FROM federated_identity")
  List<KnownProvider> providers();

  @Override
  @Query(
      """
      SELECT * FROM federated_identity WHERE provider = :provider AND issuer = :issuer
        AND COALESCE(last_used_at, linked_at) < :unusedSince
      ORDER BY id LIMIT :limit""")
  List<FederatedIdentity> page(String provider, String issuer, Instant unusedSince, int limit);
}
