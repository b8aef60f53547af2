package dev.holdfast.gateway.builtin;

import dev.holdfast.contracts.identity.SubjectId;

/** Ends what users have at upstream providers. */
@FunctionalInterface
public interface Disconnections {

  /**
   * Ends all of the user's connections, and has every gateway told that the user logged out.
   *
   * @return whether that is done; never throws
   */
  boolean disconnectAll(SubjectId subject);
}
