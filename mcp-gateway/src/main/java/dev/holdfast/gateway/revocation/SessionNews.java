package dev.holdfast.gateway.revocation;

import dev.holdfast.contracts.identity.SubjectId;
import java.time.Instant;
import java.util.Optional;

/** Tells all gateways, those that start later included, of sessions that clients ended. */
@FunctionalInterface
public interface SessionNews {

  /**
   * Publishes it and waits a moment for the confirmation. Never throws.
   *
   * @param owner whose session; empty if nobody's in particular
   * @param session tells it from others
   * @param until when it would have been too old anyway
   * @return whether it is published; if not, it must be told again
   */
  boolean ended(Optional<SubjectId> owner, String session, Instant until);
}
