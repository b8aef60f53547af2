package dev.holdfast.authserver.client;

import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.authserver.refusal.TooManyRequests;
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
   * @throws TooManyRequests if who asks came with too many documents that nobody knew
   */
  public Optional<Client> find(String clientId) {
    return documents.address(clientId)
        ? documents.find(clientId)
        : registry.byId(clientId).filter(client -> !configured.dropped(client));
  }
}
