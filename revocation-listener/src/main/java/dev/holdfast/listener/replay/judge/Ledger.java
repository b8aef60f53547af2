package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.SessionEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.replay.grants.Life;
import dev.holdfast.listener.replay.grants.Population;
import dev.holdfast.listener.replay.read.Sighting;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Brings causes, decisions and ends of grants together as they are read. A case is judged a window
 * after its decision; one that lacks its cause or its decision waits for it until the reading is
 * over, or until too many wait. Not safe for several threads.
 */
public final class Ledger {

  /** About 30 MB. */
  private static final int MANY = 20_000;

  private final Map<String, Case> open = new LinkedHashMap<>();
  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private final Policies policies = new Policies();
  private final Closed closed = new Closed();
  private final Issuers issuers = new Issuers();
  private final Known known;
  private final Selection selection;
  private final Population population;
  private final Judge judge;
  private final Verdicts verdicts;
  private Instant now = Instant.MIN;

  /** A case has one decision at least; more may come and change its time. */
  private record Due(Instant time, Case found) implements Comparable<Due> {

    @Override
    public int compareTo(Due other) {
      return time.compareTo(other.time);
    }
  }

  /** Receives findings, about in the order of their time. */
  @FunctionalInterface
  public interface Verdicts {

    /** One more. */
    void found(Finding finding);
  }

  /** Nothing is read yet. */
  public Ledger(Known known, Selection selection, Verdicts verdicts) {
    this.known = known;
    this.selection = selection;
    this.verdicts = verdicts;
    this.population = new Population(known.lifetimes(), known.window().multipliedBy(3));
    this.judge = new Judge(known, policies, closed, issuers, population);
  }

  /** Takes one event in. */
  public void see(Sighting sighting) {
    now = sighting.time().isAfter(now) ? sighting.time() : now;
    switch (sighting.event()) {
      case IdentityEvent event -> see(event, sighting);
      case AuditEvent.Decision decision -> see(decision);
      case TokenEvent event -> see(event);
      case AuditEvent.AdministratorActed _,
          AuditEvent.ToolCalled _,
          AuditEvent.SessionReplaced _,
          AuditEvent.SessionStolen _,
          SessionEvent _ -> {}
    }
    if (!due.isEmpty()) {
      judgeDue(now.minus(known.window()));
    }
    judgeTooMany();
  }

  private void see(IdentityEvent event, Sighting sighting) {
    String id = event.header().id();
    // A cause that comes again when all is judged has nothing to wait for.
    if (selection.about(event.header().subject()) && !closed.knows(id)) {
      Case found = of(id, event.header().subject());
      found.caused(sighting);
      await(found);
    }
  }

  private void see(AuditEvent.Decision decision) {
    policies.note(decision);
    issuers.note(decision.header().subject().issuer());
    if (selection.about(decision.header().subject()) && !closed.repeats(decision)) {
      Case found = of(decision.cause(), decision.header().subject());
      found.decided(decision);
      await(found);
    }
  }

  private void see(TokenEvent event) {
    boolean news = population.note(event, now);
    if (news && event instanceof TokenEvent.GrantRevoked revoked && revoked.cause() != null) {
      SubjectId subject = swept(revoked);
      if (selection.about(subject)) {
        of(revoked.cause(), subject).ended(Life.of(revoked));
      }
    }
  }

  /** Judges what is left. */
  public void finish() {
    judgeDue(Instant.MAX);
    open.values().stream().sorted(Comparator.comparing(Case::time)).forEach(this::judge);
    open.clear();
  }

  private Case of(String event, SubjectId subject) {
    return open.computeIfAbsent(event, id -> new Case(id, subject));
  }

  private void await(Case found) {
    if (found.complete() && !found.isDue()) {
      found.due();
      due.add(new Due(found.time(), found));
    }
  }

  private void judgeDue(Instant until) {
    while (!due.isEmpty() && !due.element().time().isAfter(until)) {
      Case found = due.remove().found();
      // One of too many is judged already.
      if (open.remove(found.event(), found)) {
        judge(found);
      }
    }
  }

  private void judgeTooMany() {
    if (open.size() > MANY) {
      Case oldest = open.values().iterator().next();
      open.remove(oldest.event());
      judge(oldest);
      closed.forget(oldest.time());
    }
  }

  private void judge(Case found) {
    if (selection.includes(found)) {
      for (Finding finding : judge.judge(found)) {
        if (selection.includes(finding)) {
          verdicts.found(finding);
        }
      }
    }
    closed.note(found);
  }

  /** Whom the sweep was about: a client, or the user who had the grant. */
  private static SubjectId swept(TokenEvent.GrantRevoked revoked) {
    SubjectId user = revoked.header().subject();
    return revoked.reason() == EndReason.CLIENT_DELETED
        ? new SubjectId(user.issuer(), revoked.clientId())
        : user;
  }
}
