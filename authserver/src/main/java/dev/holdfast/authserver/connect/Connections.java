package dev.holdfast.authserver.connect;

import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.StartedConnection;
import dev.holdfast.contracts.identity.SubjectId;

/**
 * Users' connections to upstream providers, kept elsewhere. Every method throws {@link
 * dev.holdfast.authserver.refusal.TemporarilyUnavailable} if the keeper does not answer.
 */
public interface Connections {

  /** Whether a token is held for the user. */
  boolean connected(SubjectId subject, String provider);

  /** Where to send the user's browser for consent. */
  StartedConnection start(SubjectId subject, String provider);

  /** Redeems the provider's answer; false if it is not the one expected. */
  boolean complete(CompleteConnection answer);
}
