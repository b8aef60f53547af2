package dev.holdfast.authserver.client;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The clients as operators see them: those that are kept here. */
@Singleton
public final class ClientDirectory {

  private final ClientRegistry registry;
  private final ClientChanges changes;
  private final ConfiguredClients configured;

  ClientDirectory(ClientRegistry registry, ClientChanges changes, ConfiguredClients configured) {
    this.registry = registry;
    this.changes = changes;
    this.configured = configured;
  }

  /** Some clients, by id, behind one id. */
  public List<Client> page(String after, int limit) {
    return registry.page(after, limit);
  }

  /** One of them. */
  public Optional<Client> byId(String clientId) {
    return registry.byId(clientId);
  }

  /**
   * Removes a client, with what people allowed it. One described by a document may come back by its
   * document, without its old grants, and asks people anew.
   */
  public Removal remove(String actor, String clientId) {
    if (configured.have(clientId)) {
      return Removal.CONFIGURED;
    }
    return changes.removeAs(actor, clientId) ? Removal.DONE : Removal.UNKNOWN;
  }
}
