package dev.holdfast.authserver.client;

import java.time.Instant;
import java.util.Optional;

/** The clients that are kept here. Ids are compared exactly, spaces and case included. */
public interface ClientRegistry {

  /** The client with this id. */
  Optional<Client> byId(String clientId);

  /** Adds a client. */
  void add(Client client);

  /** Replaces a client in place; it keeps its origin and when it was created and used. */
  void replace(Client client);

  /**
   * Notes that a client was used. One described by a document is kept, as the document has it now.
   */
  void touch(Client client, Instant now);
}
