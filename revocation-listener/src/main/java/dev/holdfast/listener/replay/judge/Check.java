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
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides again what was decided, with the policy the service runs, and compares. Not safe for
 * several threads.
 */
final class Check {

  private static final SortedSet<String> NOBODY = Collections.emptySortedSet();

  /** The policy of the decision before, because policies seldom change. */
  private SweepPolicy policy = new SweepPolicy(true, NOBODY);

  /** The id must be derived from the cause. */
  void id(AuditEvent.Decision recorded, Doubt doubt) {
    if (!recorded.header().id().equals(expectedId(recorded))) {
      doubt.mismatch("the id is not derived from the cause");
    }
  }

  /**
   * The decision made again. Which clients were configured then is only on record in the decision,
   * so the record is taken at its word for that, and for nothing else.
   */
  Decision again(AuditEvent.Decision recorded, IdentityEvent cause) {
    SortedSet<String> configured =
        recorded instanceof SweepApplied sweep && sweep.clientIds() != null
            ? sweep.clientIds()
            : NOBODY;
    if (!policy.clientIds().equals(configured)) {
      policy = new SweepPolicy(true, configured);
    }
    return policy.decide(cause);
  }

  private static String expectedId(AuditEvent.Decision recorded) {
    return switch (recorded) {
      case SweepApplied sweep -> Decisions.sweepId(sweep.cause());
      case EpochRaised raised -> Decisions.epochId(raised.cause());
    };
  }

  /** What does not fit between a record and the decision made again. */
  void compare(AuditEvent.Decision recorded, IdentityEvent cause, Decision again, Doubt doubt) {
    differ(doubt, "subject", recorded.header().subject(), cause.header().subject());
    differ(doubt, "cause type", recorded.causeType(), EventType.of(cause).wireName());
    switch (recorded) {
      case SweepApplied sweep -> compare(doubt, sweep, again);
      case EpochRaised raised -> compare(doubt, raised, again);
    }
  }

  private static void compare(Doubt doubt, SweepApplied recorded, Decision again) {
    switch (again) {
      case Decision.Sweep(RevokeGrants order) ->
          compare(doubt, recorded, order.reason(), order.clientIds(), order.sparedSid());
      case Decision.ClientSweep(RevokeClient order) ->
          compare(
              doubt,
              recorded,
              EndReason.CLIENT_DELETED,
              new TreeSet<>(List.of(order.client().subject())),
              null);
      case Decision.EpochRaise _ -> doubt.mismatch("an access epoch was to be raised instead");
      case Decision.Nothing(String why) -> doubt.mismatch("nothing was to be swept: " + why);
    }
  }

  private static void compare(
      Doubt doubt,
      SweepApplied recorded,
      EndReason reason,
      @Nullable SortedSet<String> swept,
      @Nullable String sparedSid) {
    differ(doubt, "reason", recorded.reason(), reason);
    differ(doubt, "clients", recorded.clientIds(), swept);
    differ(doubt, "spared session", recorded.sparedSid(), sparedSid);
    if (swept != null && !swept.containsAll(recorded.revoked().keySet())) {
      doubt.mismatch("grants of " + recorded.revoked().keySet() + " ended");
    }
  }

  private static void compare(Doubt doubt, EpochRaised recorded, Decision again) {
    switch (again) {
      case Decision.EpochRaise(RaiseEpoch order) -> {
        differ(doubt, "reason", recorded.reason(), order.reason());
        differ(doubt, "epoch", recorded.epoch(), order.epoch());
      }
      case Decision.Sweep _, Decision.ClientSweep _ ->
          doubt.mismatch("a sweep was to be applied instead");
      case Decision.Nothing(String why) -> doubt.mismatch("no epoch was to be raised: " + why);
    }
  }

  private static void differ(
      Doubt doubt, String what, @Nullable Object recorded, @Nullable Object recomputed) {
    if (!Objects.equals(recorded, recomputed)) {
      doubt.mismatch(what + " is " + recorded + " but should be " + recomputed);
    }
  }
}
