package dev.holdfast.listener.replay.judge;

import dev.holdfast.contracts.events.AuditEvent.SweepApplied;
import dev.holdfast.listener.policy.Decision;
import dev.holdfast.listener.replay.grants.Life;
import dev.holdfast.listener.replay.grants.Moment;
import dev.holdfast.listener.replay.grants.Population;
import dev.holdfast.listener.replay.grants.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Counts again what a sweep ended and spared, from the lives of the grants. */
final class Recount {

  private static final String BEGUN_BEFORE = "grants may have begun before the record does";

  private final Population population;
  private final Known known;

  Recount(Population population, Known known) {
    this.population = population;
    this.known = known;
  }

  void compare(
      Case found, SweepApplied recorded, Decision.Order order, Instant caused, Doubt doubt) {
    Moment moment = moment(found, recorded, caused);
    Collection<Life> lives =
        order instanceof Decision.ClientSweep
            ? population.ofClient(found.subject())
            : population.of(found.subject());
    ended(found, recorded, doubt);
    wronglyEnded(found, order, doubt);
    List<Life> left = new ArrayList<>(lives.size());
    for (Life life : lives) {
      if (Grounds.sparing(order, life).isPresent()) {
        left.add(life);
      } else {
        escaped(found, life, moment, doubt);
      }
    }
    if (order instanceof Decision.ClientSweep) {
      // The order knows no grants of other clients, and tells of none.
      left.clear();
    }
    spared(recorded, Tally.of(left, moment, known.lifetimes()), moment, doubt);
  }

  /** The ends of grants tell when the sweep was; without any, it was before its record. */
  private static Moment moment(Case found, SweepApplied recorded, Instant caused) {
    if (found.ended().isEmpty()) {
      return new Moment(caused, recorded.header().time());
    }
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    for (Life life : found.ended()) {
      Instant end = life.end().map(Life.End::at).orElse(caused);
      first = end.isBefore(first) ? end : first;
      last = end.isAfter(last) ? end : last;
    }
    return new Moment(first, last);
  }

  private void ended(Case found, SweepApplied recorded, Doubt doubt) {
    Map<String, Integer> ends = found.endedByClient();
    if (ends.equals(recorded.revoked())) {
      return;
    }
    SortedSet<String> clients = new TreeSet<>(ends.keySet());
    clients.addAll(recorded.revoked().keySet());
    Instant decided = recorded.header().time();
    for (String client : clients) {
      int told = recorded.revoked().getOrDefault(client, 0);
      int seen = ends.getOrDefault(client, 0);
      if (told > seen) {
        doubt.mismatchUnless(
            decided.isBefore(known.tokensSince()) || known.onItsWay(decided),
            ends(client, told, seen),
            "the ends are older than what is kept, or still on their way");
      } else if (told < seen) {
        doubt.mismatch(ends(client, told, seen));
      }
    }
  }

  private static String ends(String client, int told, int seen) {
    return "%s of %s recorded as ended, but the ends of %d are on record"
        .formatted(grants(told), client, seen);
  }

  private static void wronglyEnded(Case found, Decision.Order order, Doubt doubt) {
    for (Life life : found.ended()) {
      Grounds.sparing(order, life)
          .ifPresent(
              why ->
                  doubt.mismatch(
                      "grant %s of %s ended although %s"
                          .formatted(life.gid(), life.clientId(), why)));
    }
  }

  private void escaped(Case found, Life life, Moment moment, Doubt doubt) {
    if (!found.ended(life.gid()) && known.lifetimes().surely(life, moment)) {
      doubt.mismatchUnless(
          known.onItsWay(moment.latest()),
          "grant %s of %s should have ended and did not".formatted(life.gid(), life.clientId()),
          "its end may be on its way");
    }
  }

  private void spared(SweepApplied recorded, Tally tally, Moment moment, Doubt doubt) {
    boolean incomplete = known.begunBefore(moment.earliest());
    for (String client : tally.clients(recorded.spared().keySet())) {
      int told = recorded.spared().getOrDefault(client, 0);
      if (told > tally.most(client)) {
        doubt.mismatchUnless(
            incomplete,
            "%s of %s recorded as spared, but only %d can have been live"
                .formatted(grants(told), client, tally.most(client)),
            BEGUN_BEFORE);
      } else if (told < tally.least(client)) {
        doubt.mismatch(
            "%s of %s recorded as spared, but %d were live"
                .formatted(grants(told), client, tally.least(client)));
      }
    }
  }

  static String grants(int count) {
    return count == 1 ? "1 grant" : count + " grants";
  }
}
