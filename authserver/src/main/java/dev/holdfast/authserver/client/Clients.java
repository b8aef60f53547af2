package dev.holdfast.authserver.client;

import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds clients, wherever their descriptions are. */
@Singleton
public final class Clients {

  private final ClientRegistry registry;
  private final ClientDocuments documents;
  private final ConfiguredClients configured;

  Clients(ClientRegistry registry, ClientDocuments documents, ConfiguredClients configured) {
    this.registry = registry;
    this.documents = documents;
    this.configured = configured;
  }

  /**
   * The client with exactly this id. Nobody is remembered as unknown: a client counts from the
   * moment it is registered. A client that is not configured here any more is unknown.
   *
   * @throws TemporarilyUnavailable if its document cannot be read now
   */
  public Optional<Client> find(String clientId) {
    return documents.address(clientId)
        ? documents.find(clientId)
        : registry.byId(clientId).filter(client -> !configured.dropped(client));
  }
}
