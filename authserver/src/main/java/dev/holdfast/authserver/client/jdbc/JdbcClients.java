package dev.holdfast.authserver.client.jdbc;

import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Clients;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface JdbcClients extends Clients, GenericRepository<Client, String> {

  @Override
  @Query("SELECT * FROM client WHERE client_id = :clientId")
  Optional<Client> byId(String clientId);

  @Override
  Client save(Client client);

  @Override
  Client update(Client client);
}
