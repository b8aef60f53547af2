package dev.holdfast.listener.replay;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.EventHeader;
import java.time.Instant;

/** When two records say the same. */
final class Recorded {

  private Recorded() {}

  /** The decision without its instant, which a second delivery of the cause changes. */
  static AuditEvent.Decision timeless(AuditEvent.Decision decision) {
    return switch (decision) {
      case AuditEvent.SweepApplied sweep ->
          new AuditEvent.SweepApplied(
              timeless(sweep.header()),
              sweep.cause(),
              sweep.causeType(),
              sweep.reason(),
              sweep.clientIds(),
              sweep.sparedSid(),
              sweep.revoked(),
              sweep.spared());
      case AuditEvent.EpochRaised raised ->
          new AuditEvent.EpochRaised(
              timeless(raised.header()),
              raised.cause(),
              raised.causeType(),
              raised.reason(),
              raised.epoch());
    };
  }

  private static EventHeader timeless(EventHeader header) {
    return new EventHeader(header.id(), header.source(), Instant.EPOCH, header.subject());
  }
}
