package dev.holdfast.authserver.client;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds clients, wherever their descriptions are. */
@Singleton
public final class Clients {

  private final ClientRegistry registry;

  Clients(ClientRegistry registry) {
    this.registry = registry;
  }

  /** The client with exactly this id. */
  public Optional<Client> find(String clientId) {
    return registry.byId(clientId);
  }
}
