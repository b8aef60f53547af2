package dev.holdfast.authserver.client.jdbc;

import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.ClientRegistry;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
final class JdbcClientRegistry implements ClientRegistry {

  private final ClientRows rows;

  JdbcClientRegistry(ClientRows rows) {
    this.rows = rows;
  }

  @Override
  public Optional<Client> byId(String clientId) {
    // Collations may ignore spaces at the end.
    return rows.byId(clientId)
        .filter(row -> row.clientId().equals(clientId))
        .map(ClientRow::client);
  }

  @Override
  public void add(Client client) {
    rows.save(ClientRow.of(client));
  }

  @Override
  public void replace(Client client) {
    ClientRow row = ClientRow.of(client);
    rows.replace(
        row.clientId(),
        row.metadata(),
        row.secretHash(),
        row.registrationTokenHash(),
        row.resources());
  }
}
