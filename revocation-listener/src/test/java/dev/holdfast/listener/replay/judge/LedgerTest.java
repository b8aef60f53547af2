package dev.holdfast.listener.replay.judge;

import static dev.holdfast.listener.replay.judge.Chronicle.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.AuditEvent.SweepApplied;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.events.TokenEvent.GrantRevoked;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.fixtures.Happened;
import dev.holdfast.listener.replay.grants.Lifetimes;
import dev.holdfast.listener.replay.read.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private final Chronicle world = new Chronicle();
  private final SubjectId alice = user("alice");
  private final SubjectId bob = user("bob");

  @Test
  void aSoundHistoryIsSound() {
    tell();

    List<Finding> findings = judge(world.events());

    assertThat(findings).hasSize(3).allMatch(Finding::sound).allMatch(f -> f.notes().isEmpty());
  }

  @Test
  void aCountThatDoesNotFitIsExplained() {
    tell();

    List<Finding> findings = judge(changed(sweep -> recounted(sweep, 7, 0)));

    assertThat(findings.getFirst().mismatches())
        .contains("7 grants of console recorded as ended, but the ends of 1 are on record")
        .contains("0 grants of mcp-a recorded as spared, but 1 were live");
    assertThat(judge(changed(sweep -> recounted(sweep, 1, 5))).getFirst().mismatches())
        .containsExactly("5 grants of mcp-a recorded as spared, but only 1 can have been live");
  }

  @Test
  void aGrantThatEscapedItsSweepIsNamed() {
    String gid = world.issue(alice, "console", "s0");
    world.after(MINUTE).lock(alice);
    List<Event> events = without(event -> event instanceof GrantRevoked);

    assertThat(judge(events).getFirst().mismatches())
        .containsExactly(
            "1 grant of console recorded as ended, but the ends of 0 are on record",
            "grant " + gid + " of console should have ended and did not");
  }

  @Test
  void aGrantThatEndedWronglyIsNamed() {
    world.issue(alice, "mcp-a", "s0");
    IdentityEvent.LoginSuccess login = world.after(MINUTE).login(alice, "s1");
    String gid = world.issue(alice, "mcp-a", "s2");
    List<Event> events = new ArrayList<>(world.events());
    world.revoke(gid);
    GrantRevoked end = (GrantRevoked) world.events().getLast();
    events.add(
        new GrantRevoked(
            end.header(),
            gid,
            end.clientId(),
            end.sid(),
            end.issuedAt(),
            end.reason(),
            login.header().id(),
            end.refreshes(),
            end.refreshedAt()));

    assertThat(judge(events).getFirst().mismatches())
        .contains("grant " + gid + " of mcp-a ended although its client is not swept");
  }

  @Test
  void aMissingDecisionIsToldOfKillsAndOfLoginsWhenThePolicySweeps() {
    tell();
    int decisions = world.decisions();

    List<Finding> findings = judge(without(new Last(decisions)));

    assertThat(findings).hasSize(decisions);
    assertThat(findings.getLast().mismatches().getFirst())
        .isEqualTo("no decision is on record, although dev.holdfast.user-locked always has one");
    assertThat(findings.getLast().decision()).isEmpty();
  }

  @Test
  void aLoginWithoutDecisionIsNoMismatchWhenNothingTellsThePolicy() {
    world.login(alice, "s1");

    assertThat(judge(without(SweepApplied.class::isInstance))).isEmpty();
  }

  @Test
  void aLoginWithoutDecisionIsOneWhenThePolicyOfThenSweeps() {
    world.login(bob, "s0");
    world.after(MINUTE).login(alice, "s1");
    world.after(MINUTE).login(bob, "s2");
    List<Event> events =
        without(e -> e instanceof SweepApplied && e.header().subject().equals(alice));

    assertThat(judge(events)).filteredOn(finding -> !finding.sound()).hasSize(1);
  }

  @Test
  void aDecisionWithoutCauseIsAMismatchUnlessTheCauseIsOlderThanTheRecord() {
    world.lock(alice);
    List<Event> events = without(IdentityEvent.class::isInstance);

    assertThat(judge(events).getFirst().mismatches()).containsExactly("the cause is missing");

    Finding cut = judge(events, known(Chronicle.BEGIN.plusSeconds(1), Instant.MIN)).getFirst();
    assertThat(cut.mismatches()).isEmpty();
    assertThat(cut.notes().getFirst()).contains("the cause is missing: not on record");
  }

  @Test
  void grantsFromBeforeTheRecordAreNoMismatch() {
    world.issue(alice, "mcp-a", "s0");
    world.issue(alice, "console", "s0");
    world.after(MINUTE).login(alice, "s1");
    List<Event> events = without(TokenEvent.GrantIssued.class::isInstance);

    assertThat(judge(events).getFirst().mismatches())
        .containsExactly("1 grant of mcp-a recorded as spared, but only 0 can have been live");

    Finding cut = judge(events, known(Instant.MIN, Chronicle.BEGIN.plusSeconds(1))).getFirst();
    assertThat(cut.mismatches()).isEmpty();
    assertThat(cut.notes()).hasSize(1);
  }

  @Test
  void aGrantThatMayHaveExpiredIsNeitherMissedNorDemanded() {
    world.issue(alice, "console", "s0");
    world.after(Duration.ofDays(45)).lock(alice);
    List<Event> events =
        changed(without(GrantRevoked.class::isInstance), sweep -> recounted(sweep, 0, 0));

    assertThat(judge(events)).hasSize(1).allMatch(Finding::sound);
  }

  @Test
  void whatIsDeliveredAgainMuchLaterIsNotToldAgain() {
    tell();
    List<Event> events = new ArrayList<>(world.events());
    world.after(Duration.ofHours(3)).lock(bob);
    events.add(world.events().get(world.events().size() - 2));
    events.addAll(world.events());

    assertThat(judge(events)).hasSize(4).allMatch(Finding::sound);
  }

  @Test
  void whatIsDecidedAgainAndDifferentlyIsAMismatch() {
    tell();
    List<Event> events = new ArrayList<>(world.events());
    events.addAll(changed(sweep -> recounted(sweep, 9, 9)));

    assertThat(judge(events)).filteredOn(finding -> !finding.sound()).hasSize(3);
  }

  @Test
  void aClientSweepCountsEverybodysGrants() {
    world.issue(alice, "mcp-a", "s0");
    world.issue(bob, "mcp-a", "s9");
    world.issue(bob, "console", "s9");
    world.after(MINUTE).endClient("mcp-a");

    assertThat(judge(world.events())).hasSize(1).allMatch(Finding::sound);
    assertThat(judge(changed(sweep -> recounted(sweep, 3, 0))).getFirst().mismatches())
        .isNotEmpty();
  }

  @Test
  void whatWaitsForTooLongIsJudgedWithoutTheRest() {
    List<Finding> findings = new ArrayList<>();
    Ledger ledger = new Ledger(Known.everything(), Selection.everything(), findings::add);
    for (int i = 0; i < 20_010; i++) {
      var header = Happened.header(alice, Chronicle.BEGIN.plusSeconds(i));
      ledger.see(new Sighting(new IdentityEvent.UserLocked(header), 0, i));
    }

    assertThat(findings).hasSize(10).noneMatch(Finding::sound);
  }

  @Test
  void aGrantThatEndedForAnUnheardOfEventIsAMismatch() {
    world.issue(alice, "console", "s0");
    world.after(MINUTE).lock(alice);
    List<Event> ends = world.events().stream().filter(TokenEvent.class::isInstance).toList();

    assertThat(judge(ends).getFirst().mismatches())
        .containsExactly("1 grant ended for an event that nothing else tells of");
  }

  /** Two grants, a login that ends one of them, a login of another, and a lock. */
  private void tell() {
    world.issue(alice, "console", "s0");
    world.issue(alice, "mcp-a", "s0");
    world.after(MINUTE).login(alice, "s1");
    world.issue(alice, "console", "s1");
    world.after(MINUTE).login(bob, "s9");
    world.after(MINUTE).lock(alice);
  }

  private List<Event> without(Predicate<Event> gone) {
    return world.events().stream().filter(gone.negate()).toList();
  }

  private List<Event> changed(UnaryOperator<SweepApplied> change) {
    return changed(world.events(), change);
  }

  private static List<Event> changed(List<Event> events, UnaryOperator<SweepApplied> change) {
    return events.stream()
        .map(event -> event instanceof SweepApplied sweep ? change.apply(sweep) : event)
        .toList();
  }

  private static SweepApplied recounted(SweepApplied sweep, int revoked, int spared) {
    return new SweepApplied(
        sweep.header(),
        sweep.cause(),
        sweep.causeType(),
        sweep.reason(),
        sweep.clientIds(),
        sweep.sparedSid(),
        count("console", revoked),
        count("mcp-a", spared),
        sweep.execution());
  }

  private static SortedMap<String, Integer> count(String client, int count) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    if (count > 0) {
      counts.put(client, count);
    }
    return counts;
  }

  private static Known known(Instant identitySince, Instant tokensSince) {
    return new Known(identitySince, tokensSince, Instant.MAX, Lifetimes.STANDARD, MINUTE, true);
  }

  private static List<Finding> judge(List<Event> events) {
    return judge(events, Known.everything());
  }

  private static List<Finding> judge(List<Event> events, Known known) {
    List<Finding> findings = new ArrayList<>();
    Ledger ledger = new Ledger(known, Selection.everything(), findings::add);
    events.forEach(event -> ledger.see(new Sighting(event, 0, 0)));
    ledger.finish();
    return findings;
  }

  /** Takes the last of so many decisions. */
  private static final class Last implements Predicate<Event> {
    private final int last;
    private int seen;

    Last(int last) {
      this.last = last;
    }

    @Override
    public boolean test(Event event) {
      return event instanceof SweepApplied && ++seen == last;
    }
  }
}
