package dev.holdfast.listener.replay;

import dev.holdfast.contracts.events.AuditEvent.SweepApplied;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.listener.audit.Decisions;
import dev.holdfast.listener.policy.Decision;
import dev.holdfast.listener.policy.SweepPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides again what was decided, with the policy the service runs, and compares. */
final class Check {

  private Check() {}

  /** What does not fit, in words; empty if the record is what the cause demands. */
  static List<String> mismatches(SweepApplied recorded, Optional<IdentityEvent> cause) {
    List<String> mismatches = new ArrayList<>();
    if (!recorded.header().id().equals(Decisions.idFor(recorded.cause()))) {
      mismatches.add("the id is not derived from the cause");
    }
    cause.ifPresentOrElse(
        event -> mismatches.addAll(against(recorded, event)),
        () -> mismatches.add("the cause is not on record"));
    return List.copyOf(mismatches);
  }

  private static List<String> against(SweepApplied recorded, IdentityEvent cause) {
    // Which clients were configured then is only on record here, so the record is taken at its word
    // for that, and for nothing else.
    SortedSet<String> configured =
        recorded.clientIds() == null ? new TreeSet<>() : recorded.clientIds();
    return switch (new SweepPolicy(true, configured).decide(cause)) {
      case Decision.Nothing(String why) -> List.of("nothing was to be swept: " + why);
      case Decision.Sweep(RevokeGrants order) -> compare(recorded, cause, order);
    };
  }

  private static List<String> compare(
      SweepApplied recorded, IdentityEvent cause, RevokeGrants order) {
    List<String> mismatches = new ArrayList<>();
    differ(mismatches, "subject", recorded.header().subject(), order.subject());
    differ(mismatches, "cause type", recorded.causeType(), EventType.of(cause).wireName());
    differ(mismatches, "reason", recorded.reason(), order.reason());
    differ(mismatches, "clients", recorded.clientIds(), order.clientIds());
    differ(mismatches, "spared session", recorded.sparedSid(), order.sparedSid());
    SortedSet<String> swept = order.clientIds();
    if (swept != null && !swept.containsAll(recorded.revoked().keySet())) {
      mismatches.add("grants of " + recorded.revoked().keySet() + " ended");
    }
    return mismatches;
  }

  private static void differ(
      List<String> mismatches,
      String what,
      @Nullable Object recorded,
      @Nullable Object recomputed) {
    if (!Objects.equals(recorded, recomputed)) {
      mismatches.add(what + " is " + recorded + " but should be " + recomputed);
    }
  }
}
