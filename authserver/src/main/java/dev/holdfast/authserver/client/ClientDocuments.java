package dev.holdfast.authserver.client;

import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.authserver.refusal.TooManyRequests;
import java.util.Optional;

/** Clients described by the document that their id is the address of. */
public interface ClientDocuments {

  /** Whether an id has the form of such an address. */
  boolean address(String clientId);

  /**
   * The client that the document at this address describes; empty if none does.
   *
   * @throws TemporarilyUnavailable if it cannot be told now
   * @throws TooManyRequests if who asks came with too many that nobody knew
   */
  Optional<Client> find(String clientId);
}
