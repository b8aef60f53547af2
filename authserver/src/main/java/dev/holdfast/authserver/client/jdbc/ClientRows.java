package dev.holdfast.authserver.client.jdbc;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ClientRows extends GenericRepository<ClientRow, String> {

  @Query("SELECT * FROM client WHERE client_id = :clientId")
  Optional<ClientRow> byId(String clientId);

  ClientRow save(ClientRow row);

  @Query(
      "UPDATE client SET metadata = :metadata, secret_hash = :secretHash,"
          + " registration_token_hash = :registrationTokenHash, resources = :resources"
          + " WHERE client_id = :clientId")
  int replace(
      String clientId,
      String metadata,
      @Nullable String secretHash,
      @Nullable String registrationTokenHash,
      String resources);
}
