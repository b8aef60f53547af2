package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A decision, or the lack of one, and what is wrong with it.
 *
 * @param event the id of the identity event
 * @param subject whom it is about
 * @param time when it was decided; without a decision, when it should have been
 * @param cause the identity event, if it is on record
 * @param decision the decision, if it is on record
 * @param mismatches what does not fit, in sentences; empty if all does
 * @param notes what could not be told, in sentences
 */
public record Finding(
    String event,
    SubjectId subject,
    Instant time,
    Optional<IdentityEvent> cause,
    Optional<AuditEvent.Decision> decision,
    List<String> mismatches,
    List<String> notes) {

  /** Keeps its own copies. */
  public Finding {
    mismatches = List.copyOf(mismatches);
    notes = List.copyOf(notes);
  }

  /** Whether nothing contradicts it. */
  public boolean sound() {
    return mismatches.isEmpty();
  }
}
