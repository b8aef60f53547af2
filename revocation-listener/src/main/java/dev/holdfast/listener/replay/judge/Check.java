package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.AuditEvent.EpochRaised;
import dev.holdfast.contracts.events.AuditEvent.SweepApplied;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.revocation.RaiseEpoch;
import dev.holdfast.contracts.revocation.RevokeClient;
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
  static List<String> mismatches(AuditEvent.Decision recorded, Optional<IdentityEvent> cause) {
    List<String> mismatches = new ArrayList<>();
    if (!recorded.header().id().equals(expectedId(recorded))) {
      mismatches.add("the id is not derived from the cause");
    }
    cause.ifPresent(event -> mismatches.addAll(against(recorded, event)));
    return List.copyOf(mismatches);
  }

  /**
   * The decision made again. Which clients were configured then is only on record in the decision,
   * so the record is taken at its word for that, and for nothing else.
   */
  static Decision again(AuditEvent.Decision recorded, IdentityEvent cause) {
    SortedSet<String> configured =
        recorded instanceof SweepApplied sweep && sweep.clientIds() != null
            ? sweep.clientIds()
            : new TreeSet<>();
    return new SweepPolicy(true, configured).decide(cause);
  }

  private static String expectedId(AuditEvent.Decision recorded) {
    return switch (recorded) {
      case SweepApplied sweep -> Decisions.sweepId(sweep.cause());
      case EpochRaised raised -> Decisions.epochId(raised.cause());
    };
  }

  private static List<String> against(AuditEvent.Decision recorded, IdentityEvent cause) {
    List<String> mismatches = new ArrayList<>();
    differ(mismatches, "subject", recorded.header().subject(), cause.header().subject());
    differ(mismatches, "cause type", recorded.causeType(), EventType.of(cause).wireName());
    switch (recorded) {
      case SweepApplied sweep -> compare(mismatches, sweep, cause);
      case EpochRaised raised -> compare(mismatches, raised, cause);
    }
    return mismatches;
  }

  private static void compare(List<String> mismatches, SweepApplied recorded, IdentityEvent cause) {
    switch (again(recorded, cause)) {
      case Decision.Sweep(RevokeGrants order) ->
          compare(mismatches, recorded, order.reason(), order.clientIds(), order.sparedSid());
      case Decision.ClientSweep(RevokeClient order) ->
          compare(
              mismatches,
              recorded,
              EndReason.CLIENT_DELETED,
              new TreeSet<>(List.of(order.client().subject())),
              null);
      case Decision.EpochRaise _ -> mismatches.add("an access epoch was to be raised instead");
      case Decision.Nothing(String why) -> mismatches.add("nothing was to be swept: " + why);
    }
  }

  private static void compare(
      List<String> mismatches,
      SweepApplied recorded,
      EndReason reason,
      @Nullable SortedSet<String> swept,
      @Nullable String sparedSid) {
    differ(mismatches, "reason", recorded.reason(), reason);
    differ(mismatches, "clients", recorded.clientIds(), swept);
    differ(mismatches, "spared session", recorded.sparedSid(), sparedSid);
    if (swept != null && !swept.containsAll(recorded.revoked().keySet())) {
      mismatches.add("grants of " + recorded.revoked().keySet() + " ended");
    }
  }

  private static void compare(List<String> mismatches, EpochRaised recorded, IdentityEvent cause) {
    switch (again(recorded, cause)) {
      case Decision.EpochRaise(RaiseEpoch order) -> {
        differ(mismatches, "reason", recorded.reason(), order.reason());
        differ(mismatches, "epoch", recorded.epoch(), order.epoch());
      }
      case Decision.Sweep _, Decision.ClientSweep _ ->
          mismatches.add("a sweep was to be applied instead");
      case Decision.Nothing(String why) -> mismatches.add("no epoch was to be raised: " + why);
    }
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
