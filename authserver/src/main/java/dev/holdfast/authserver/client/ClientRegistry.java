package dev.holdfast.authserver.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The clients that are kept here. Ids are compared exactly, spaces and case included. */
public interface ClientRegistry {

  /** The client with this id. */
  Optional<Client> byId(String clientId);

  /** The next clients in the order of their ids, behind one id. */
  List<Client> page(String after, int limit);

  /** The ids of all clients that were ever configured and not deleted since. */
  List<String> configuredIds();

  /** Adds a client; fails if the id is taken. */
  void add(Client client);

  /** Adds a client that registered itself from a network. */
  void addFrom(Client client, String source);

  /**
   * Replaces a client in place; it keeps its origin and when it was created and used.
   *
   * @return whether there is one
   */
  boolean replace(Client client);

  /**
   * Notes that a client was used. One described by a document is kept, as the document has it now.
   *
   * @return whether there is one
   */
  boolean touch(Client client, Instant now);

  /** Removes a client; of several callers exactly one is told that it did. */
  boolean remove(String clientId);

  /**
   * Ids of clients that nobody configured and nobody uses.
   *
   * @param createdBefore such as were never used and are older
   * @param usedBefore such as were last used earlier
   */
  List<String> unused(Instant createdBefore, Instant usedBefore, int limit);

  /** Removes a client if it is still one of those. */
  boolean removeUnused(String clientId, Instant createdBefore, Instant usedBefore);

  /**
   * Waits until no other transaction, of any replica, is registering a client; lasts until the
   * caller's ends.
   */
  void awaitTurn();

  /** How many registered themselves. */
  long countRegistered();

  /** How many of them from a network since an instant. */
  long countRegisteredFrom(String source, Instant since);
}
