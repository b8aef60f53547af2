package dev.holdfast.listener.replay.print;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.AuditEvent.EpochRaised;
import dev.holdfast.contracts.events.AuditEvent.SweepApplied;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.listener.replay.judge.Finding;
import java.util.ArrayList;
import java.util.List;

/** A finding as texts, the same for the formats that have columns. */
record Row(String what, String why, String clients, String session, String revoked, String spared) {

  private static final String NONE = "";
  private static final String ALL = "all";

  static Row of(Finding finding) {
    String why = why(finding);
    return switch (finding.decision().orElse(null)) {
      case SweepApplied sweep ->
          new Row(
              sweep.reason().name(),
              why,
              sweep.clientIds() == null ? ALL : String.join(",", sweep.clientIds()),
              sweep.sparedSid() == null ? NONE : sweep.sparedSid(),
              sweep.revoked().toString(),
              sweep.spared().toString());
      case EpochRaised raised -> new Row(raised.reason().name(), why, ALL, NONE, NONE, NONE);
      case null -> new Row("NO DECISION", why, NONE, NONE, NONE, NONE);
    };
  }

  static String verdict(Finding finding) {
    List<String> parts = new ArrayList<>();
    if (finding.sound()) {
      parts.add("ok");
    } else {
      parts.add("MISMATCH: " + String.join("; ", finding.mismatches()));
    }
    if (!finding.notes().isEmpty()) {
      parts.add("NOTE: " + String.join("; ", finding.notes()));
    }
    return String.join(". ", parts);
  }

  private static String why(Finding finding) {
    String type =
        finding
            .cause()
            .map(cause -> EventType.of(cause).wireName())
            .or(() -> finding.decision().map(AuditEvent.Decision::causeType))
            .orElse("an event");
    String when =
        finding
            .cause()
            .map(IdentityEvent::header)
            .map(header -> " of " + header.time())
            .orElse(", not on record");
    return type.replace("dev.holdfast.", "") + when + " (" + finding.event() + ")";
  }
}
