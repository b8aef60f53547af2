package dev.holdfast.listener.replay;

import dev.holdfast.contracts.events.AuditEvent.SweepApplied;
import dev.holdfast.contracts.events.EventHeader;
import java.time.Instant;

/** When two records say the same. */
final class Recorded {

  private Recorded() {}

  /** The decision without its instant, which a second delivery of the cause changes. */
  static SweepApplied timeless(SweepApplied decision) {
    EventHeader header = decision.header();
    return new SweepApplied(
        new EventHeader(header.id(), header.source(), Instant.EPOCH, header.subject()),
        decision.cause(),
        decision.causeType(),
        decision.reason(),
        decision.clientIds(),
        decision.sparedSid(),
        decision.revoked(),
        decision.spared());
  }
}
