package dev.holdfast.authserver.client.jdbc;

import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.ClientRegistry;
import dev.holdfast.authserver.client.Origin;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Singleton
class JdbcClientRegistry implements ClientRegistry {

  private final ClientRows rows;
  private final ClientStatement statement;
  private final StoredDescriptions descriptions;

  JdbcClientRegistry(ClientRows rows, ClientStatement statement, StoredDescriptions descriptions) {
    this.rows = rows;
    this.statement = statement;
    this.descriptions = descriptions;
  }

  @Override
  public Optional<Client> byId(String clientId) {
    // Collations may ignore spaces at the end.
    return statement
        .byId(clientId)
        .filter(row -> row.clientId().equals(clientId))
        .map(row -> row.client(descriptions));
  }

  @Override
  public List<Client> page(String after, int limit) {
    return rows.page(after, limit).stream().map(row -> row.client(descriptions)).toList();
  }

  @Override
  public List<String> configuredIds() {
    return rows.configuredIds();
  }

  @Override
  public void add(Client client) {
    rows.save(ClientRow.of(client));
  }

  @Override
  @Transactional
  public void addFrom(Client client, String source) {
    add(client);
    rows.noteSource(client.clientId(), source);
  }

  @Override
  public boolean replace(Client client) {
    ClientRow row = ClientRow.of(client);
    return rows.replace(
            row.clientId(),
            row.metadata(),
            row.secretHash(),
            row.registrationTokenHash(),
            row.resources(),
            row.resourceServer())
        > 0;
  }

  @Override
  public boolean touch(Client client, Instant now) {
    return client.origin() == Origin.DOCUMENT
        ? rows.keepDocument(client.clientId(), ClientRow.of(client).metadata(), now) > 0
        : rows.touch(client.clientId(), now) > 0;
  }

  @Override
  public boolean remove(String clientId) {
    return byId(clientId).isPresent() && rows.remove(clientId) > 0;
  }

  @Override
  public List<String> unused(Instant createdBefore, Instant usedBefore, int limit) {
    return rows.unused(createdBefore, usedBefore, limit);
  }

  @Override
  public boolean removeUnused(String clientId, Instant createdBefore, Instant usedBefore) {
    return rows.removeUnused(clientId, createdBefore, usedBefore) > 0;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void awaitTurn() {
    rows.lockTurn();
  }

  @Override
  public long countRegistered() {
    return rows.countRegistered();
  }

  @Override
  public long countRegisteredFrom(String source, Instant since) {
    return rows.countRegisteredFrom(source, since);
  }
}
