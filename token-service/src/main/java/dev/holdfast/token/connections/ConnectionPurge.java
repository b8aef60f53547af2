package dev.holdfast.token.connections;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.encryption.UserKeys;
import jakarta.inject.Singleton;

/** Ends everything a user has upstream. */
@Singleton
public final class ConnectionPurge {

  private final ConnectionStore connections;
  private final UserKeys userKeys;

  ConnectionPurge(ConnectionStore connections, UserKeys userKeys) {
    this.connections = connections;
    this.userKeys = userKeys;
  }

  /** Destroys the user's key: whatever is left of the connections never opens again. */
  public void shred(SubjectId subject) {
    userKeys.destroy(subject);
  }

  /**
   * Deletes the user's connections and destroys the user's key, in the caller's transaction. The
   * key goes first: a consent being completed right now holds it, or finds it gone.
   */
  public void purge(SubjectId subject) {
    userKeys.destroy(subject);
    connections.deleteAll(subject);
  }
}
