package dev.holdfast.token.revocation;

import dev.holdfast.contracts.revocation.RevocationResult;
import java.time.Instant;
import java.util.Optional;

/** What each sweep answered. */
public interface SweepLog {

  /**
   * Claims an event for the caller's transaction. If another transaction is at it, waits for its
   * end.
   *
   * @return false if the event's sweep was applied before
   */
  boolean begin(String eventId, Instant now);

  /** Notes the result of a claimed event. */
  void finish(String eventId, RevocationResult result);

  /** What the sweep of this event answered, if it was applied. */
  Optional<RevocationResult> result(String eventId);
}
