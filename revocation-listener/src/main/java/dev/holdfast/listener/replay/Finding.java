package dev.holdfast.listener.replay;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.IdentityEvent;
import java.util.List;
import java.util.Optional;

/**
 * A decision, what it came from, and what is wrong with it.
 *
 * @param mismatches empty if the decision is what its cause demands
 */
record Finding(
    AuditEvent.Decision decision, Optional<IdentityEvent> cause, List<String> mismatches) {

  static Finding of(AuditEvent.Decision decision, Optional<IdentityEvent> cause) {
    return new Finding(decision, cause, Check.mismatches(decision, cause));
  }

  boolean sound() {
    return mismatches.isEmpty();
  }
}
