package dev.holdfast.token.connections;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.encryption.UserKeys;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Ends what a user has upstream, as it was at some instant. */
@Singleton
public final class ConnectionPurge {

  private final ConnectionStore connections;
  private final UserKeys userKeys;

  ConnectionPurge(ConnectionStore connections, UserKeys userKeys) {
    this.connections = connections;
    this.userKeys = userKeys;
  }

  /**
   * Destroys the user's key in the caller's transaction: whatever is left of the connections never
   * opens again. If the user consented to something since an instant, the key is that one's too,
   * and stays.
   */
  public void shred(SubjectId subject, Instant begunBefore) {
    userKeys.hold(subject);
    if (!connections.begunSince(subject, begunBefore)) {
      userKeys.destroy(subject);
    }
  }

  /**
   * Deletes the user's connections whose consent began before an instant, in the caller's
   * transaction, and destroys the user's key if it opens nothing any more. What the user consented
   * to since is left alone, so it does no harm to come late. The key is taken first: a consent
   * being completed right now holds it, or finds it gone.
   */
  public void purge(SubjectId subject, Instant begunBefore) {
    userKeys.hold(subject);
    if (!connections.deleteBegunBefore(subject, begunBefore)) {
      userKeys.destroy(subject);
    }
  }
}
