package dev.holdfast.authserver.client.jdbc;

import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.ClientRegistry;
import dev.holdfast.authserver.client.Origin;
import jakarta.inject.Singleton;
import java.time.Instant;
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

  @Override
  public void touch(Client client, Instant now) {
    if (client.origin() == Origin.DOCUMENT) {
      rows.keepDocument(client.clientId(), ClientRow.of(client).metadata(), now);
    } else {
      rows.touch(client.clientId(), now);
    }
  }
}
