package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.EventHeader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When two records say the same. */
final class Recorded {

  private Recorded() {}

  /** Whether nothing but times tells them apart. */
  static boolean same(AuditEvent.Decision one, AuditEvent.Decision other) {
    return timeless(one).equals(timeless(other));
  }

  /** The decision without its times, which a second delivery of the cause changes. */
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
              sweep.spared(),
              timeless(sweep.execution()));
      case AuditEvent.EpochRaised raised ->
          new AuditEvent.EpochRaised(
              timeless(raised.header()),
              raised.cause(),
              raised.causeType(),
              raised.reason(),
              raised.epoch(),
              timeless(raised.execution()));
    };
  }

  private static AuditEvent.@Nullable Execution timeless(AuditEvent.@Nullable Execution execution) {
    return execution == null ? null : new AuditEvent.Execution(execution.policyVersion(), 0, 0);
  }

  private static EventHeader timeless(EventHeader header) {
    return new EventHeader(header.id(), header.source(), Instant.EPOCH, header.subject());
  }
}
