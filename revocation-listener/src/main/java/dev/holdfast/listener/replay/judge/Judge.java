package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.listener.policy.Decision;
import dev.holdfast.listener.replay.grants.Population;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Judges a case when everything that belongs to it has been read, or the reading is over. */
final class Judge {

  private final Known known;
  private final Policies policies;
  private final Closed closed;
  private final Issuers issuers;
  private final Recount recount;
  private final Check check = new Check();

  Judge(Known known, Policies policies, Closed closed, Issuers issuers, Population population) {
    this.known = known;
    this.policies = policies;
    this.closed = closed;
    this.issuers = issuers;
    this.recount = new Recount(population, known);
  }

  /** What there is to tell; nothing about an event that had no consequence and needed none. */
  List<Finding> judge(Case found) {
    if (found.decisions().isEmpty()) {
      return undecided(found).map(List::of).orElse(List.of());
    }
    List<Finding> findings = new ArrayList<>();
    for (AuditEvent.Decision decision : found.decisions()) {
      Doubt doubt = new Doubt();
      if (findings.isEmpty() || found.cause().isEmpty()) {
        missingCause(found, decision, doubt);
      } else {
        doubt.mismatch("the same event was decided before, and differently");
      }
      check.id(decision, doubt);
      IdentityEvent cause = found.cause().orElse(null);
      if (cause != null) {
        Decision again = check.again(decision, cause);
        check.compare(decision, cause, again, doubt);
        compare(found, decision, cause, again, doubt);
      }
      findings.add(finding(found, Optional.of(decision), doubt));
    }
    return findings;
  }

  private void missingCause(Case found, AuditEvent.Decision decision, Doubt doubt) {
    if (found.cause().isPresent()) {
      return;
    }
    if (closed.knows(found.event())) {
      doubt.mismatch("the same event was decided before, and differently");
    } else if (Consequences.impossible(decision.causeType())) {
      doubt.mismatch("nothing was to be decided: " + decision.causeType() + " ends nothing");
    } else {
      doubt.mismatchUnless(
          olderThanRead(decision), "the cause is missing", "it is older than what was read");
    }
  }

  private boolean olderThanRead(AuditEvent.Decision decision) {
    Instant decided = decision.header().time();
    AuditEvent.Execution execution = decision.execution();
    if (execution == null) {
      return known.causedBefore(decided) || closed.forgotten().isAfter(Instant.MIN);
    }
    Instant caused = decided.minusMillis(execution.latencyMillis());
    return caused.isBefore(known.identitySince()) || !caused.isAfter(closed.forgotten());
  }

  private void compare(
      Case found, AuditEvent.Decision decision, IdentityEvent cause, Decision again, Doubt doubt) {
    if (!(decision instanceof AuditEvent.SweepApplied sweep)) {
      return;
    }
    SortedSet<String> clients = sweep.clientIds();
    AuditEvent.Execution execution = sweep.execution();
    if (cause instanceof IdentityEvent.LoginSuccess
        && clients != null
        && execution != null
        && !policies.matches(execution.policyVersion(), clients)) {
      doubt.note("decided by a policy of another build, or by one that sweeps other clients");
    }
    if (known.grants() && again instanceof Decision.Order order) {
      recount.compare(found, sweep, order, cause.header().time(), doubt);
    }
  }

  private Optional<Finding> undecided(Case found) {
    Doubt doubt = new Doubt();
    found.cause().filter(Consequences::follow).ifPresent(cause -> missingDecision(cause, doubt));
    if (!found.ended().isEmpty()) {
      missingEverything(found, doubt);
    }
    return doubt.mismatches().isEmpty() && doubt.notes().isEmpty()
        ? Optional.empty()
        : Optional.of(finding(found, Optional.empty(), doubt));
  }

  private void missingDecision(IdentityEvent cause, Doubt doubt) {
    Instant time = cause.header().time();
    Optional<String> why =
        cause instanceof IdentityEvent.LoginSuccess
            ? policies.sweepingAt(time).map(_ -> "the policy of then sweeps at logins")
            : Optional.of(EventType.of(cause).wireName() + " always has one");
    if (issuers.served(cause.header().subject().issuer())) {
      why.ifPresent(
          reason ->
              doubt.mismatchUnless(
                  known.onItsWay(time) || !time.isAfter(closed.forgotten()),
                  "no decision is on record, although " + reason,
                  "it may be on its way, or lie too far from its cause"));
    }
  }

  private void missingEverything(Case found, Doubt doubt) {
    String count = Recount.grants(found.ended().size());
    if (closed.knows(found.event())) {
      doubt.mismatch(count + " ended for it after its decision was on record");
    } else if (found.cause().isEmpty()) {
      doubt.mismatchUnless(
          known.causedBefore(found.time())
              || closed.forgotten().isAfter(Instant.MIN)
              || known.onItsWay(found.time()),
          count + " ended for an event that nothing else tells of",
          "it is older than what was read, or still on its way");
    } else {
      doubt.mismatchUnless(
          known.onItsWay(found.time()),
          count + " ended for it, but no decision is on record",
          "it may be on its way");
    }
  }

  private static Finding finding(Case found, Optional<AuditEvent.Decision> decision, Doubt doubt) {
    return new Finding(
        found.event(),
        decision.map(each -> each.header().subject()).orElse(found.subject()),
        decision.map(each -> each.header().time()).orElse(found.time()),
        found.cause(),
        decision,
        doubt.mismatches(),
        doubt.notes());
  }
}
