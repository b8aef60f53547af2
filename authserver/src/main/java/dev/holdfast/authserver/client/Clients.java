package dev.holdfast.authserver.client;

import java.util.Optional;

/** All registered clients. */
public interface Clients {

  /** The client with exactly this id. */
  default Optional<Client> find(String clientId) {
    // Collations may ignore spaces at the end.
    return byId(clientId).filter(client -> client.clientId().equals(clientId));
  }

  /** As the storage compares ids; call {@link #find(String)}. */
  Optional<Client> byId(String clientId);

  /** Adds a client. */
  Client save(Client client);

  /** Replaces a client in place. */
  Client update(Client client);
}
