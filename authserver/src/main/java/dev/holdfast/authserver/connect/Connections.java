package dev.holdfast.authserver.connect;

import dev.holdfast.contracts.connections.CompleteConnection;
import dev.holdfast.contracts.connections.StartedConnection;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import java.util.Optional;

/**
 * Users' connections to upstream providers, kept elsewhere. Every method throws {@link
 * dev.holdfast.authserver.refusal.TemporarilyUnavailable} if the keeper does not answer.
 */
public interface Connections {

  /** Whether a token is held for the user. */
  boolean connected(SubjectId subject, String provider);

  /** Where to send the user's browser for consent. */
  StartedConnection start(SubjectId subject, String provider);

  /** Where a link leads the browser; empty if the link does not work for this user. */
  Optional<StartedConnection> follow(SubjectId subject, Secret link);

  /** Redeems the provider's answer; false if it is not the one expected. */
  boolean complete(CompleteConnection answer);
}
