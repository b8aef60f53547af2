package dev.holdfast.token.revocation;

import dev.holdfast.contracts.revocation.RevocationResult;
import java.time.Instant;
import java.util.Optional;

/** What was done for each event, and what was answered. */
public interface SweepLog {

  /**
   * Claims an event for the caller's transaction. If another transaction is at it, waits for its
   * end.
   *
   * @return false if this was done for the event before
   */
  boolean begin(String eventId, SweepKind kind, Instant now);

  /** Notes the result of a claimed event. */
  void finish(String eventId, SweepKind kind, RevocationResult result);

  /** What was answered to this event, if anything was. */
  Optional<RevocationResult> result(String eventId, SweepKind kind);

  /**
   * Claims an event for one step of several. If another transaction is at a step, waits for its
   * end.
   *
   * @return what the steps before have done
   */
  Progress resume(String eventId, SweepKind kind, Instant now);

  /** Notes what the steps up to this one have done. */
  void note(String eventId, SweepKind kind, Progress progress);

  /** Forgets some sweeps that were begun before an instant; tells how many. */
  int forget(Instant before, int limit);
}
