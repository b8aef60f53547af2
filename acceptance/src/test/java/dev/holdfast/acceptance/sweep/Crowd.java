package dev.holdfast.acceptance.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.GrantCalls;
import dev.holdfast.acceptance.fixture.SweepingSystem;
import dev.holdfast.acceptance.fixture.Topic;
import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** People with one grant of the console and one of an MCP client each, and what became of them. */
final class Crowd {

  private static final EventCodec CODEC = new EventCodec();
  private static final URI SOURCE = URI.create("urn:test");
  private static final String CONSOLE = "console";
  private static final String MCP = "mcp-a";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<IdentityEvent> happened = new ArrayList<>();
  private final SweepingSystem world;
  private final Topic identity;
  private final String names;
  private final List<Member> members;

  /** One of them. */
  record Member(SubjectId who, String console, String mcp) {
    List<String> gids() {
      return List.of(console, mcp);
    }
  }

  private Crowd(SweepingSystem world, Topic identity, String names, List<Member> members) {
    this.world = world;
    this.identity = identity;
    this.names = names;
    this.members = members;
  }

  /** That many people whose names begin so, and nobody else's do. */
  static Crowd of(SweepingSystem world, Topic identity, String names, int count) {
    GrantCalls grants = world.grants();
    Instant now = now();
    return new Crowd(
        world,
        identity,
        names,
        IntStream.range(0, count)
            .mapToObj(number -> world.person(names + number))
            .map(
                who ->
                    new Member(
                        who,
                        grants.issue(who, CONSOLE, "s1", now).gid(),
                        grants.issue(who, MCP, "s1", now).gid()))
            .toList());
  }

  List<Member> members() {
    return members;
  }

  void signsIn(Collection<Member> some) {
    tell(some, who -> new IdentityEvent.LoginSuccess(header(who), CONSOLE, "s2"));
  }

  void isLocked(Collection<Member> some) {
    tell(some, who -> new IdentityEvent.UserLocked(header(who)));
  }

  private void tell(Collection<Member> some, Function<SubjectId, IdentityEvent> what) {
    for (Member member : some) {
      IdentityEvent event = what.apply(member.who());
      happened.add(event);
      identity.send(member.who(), CODEC.encode(event).value());
    }
  }

  /** Waits until all grants of these have ended in the database. */
  void awaitEnds(Collection<Member> some) {
    Set<String> gids =
        some.stream().flatMap(each -> each.gids().stream()).collect(Collectors.toSet());
    await().atMost(PATIENCE).until(() -> live().stream().noneMatch(gids::contains));
  }

  private Set<String> live() throws SQLException {
    return world.grantsAtRest().of(names).entrySet().stream()
        .filter(grant -> grant.getValue().ended().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /**
   * Waits until the listeners have done all there is to do, and then wants every end told once, for
   * these reasons; every decision about what happened on record, always the same; and a replay that
   * finds it all sound.
   */
  void assertEndedOnce(EndReason console, EndReason mcp) {
    await().atMost(PATIENCE).until(() -> identity.lag(SweepingSystem.GROUP) == 0);
    List<String> ends =
        members.stream()
            .flatMap(
                member ->
                    List.of(member.console() + " " + console, member.mcp() + " " + mcp).stream())
            .sorted()
            .toList();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(ends()).isEqualTo(ends));
    assertThat(decisions())
        .hasSize(happened.size())
        .extracting(Decided::cause)
        .containsExactlyInAnyOrderElementsOf(
            happened.stream().map(event -> event.header().id()).toList());
    assertThat(decisions().stream().mapToInt(Decided::revoked).sum()).isEqualTo(ends.size());
    SweepingSystem.Verdict verdict = world.replay("--mismatches");
    assertThat(verdict.status()).as("%s", verdict.lines()).isZero();
  }

  private List<String> ends() {
    return world.told(Topics.TOKENS, TokenEvent.GrantRevoked.class).stream()
        .filter(event -> event.header().subject().subject().startsWith(names))
        .map(event -> event.gid() + " " + event.reason())
        .sorted()
        .toList();
  }

  /** What tells decisions apart; one that is on record twice is still one. */
  private record Decided(String id, String cause, int revoked, Map<String, Integer> spared) {}

  private Set<Decided> decisions() {
    return world.told(Topics.AUDIT, AuditEvent.SweepApplied.class).stream()
        .filter(sweep -> sweep.header().subject().subject().startsWith(names))
        .map(
            sweep ->
                new Decided(
                    sweep.header().id(),
                    sweep.cause(),
                    sweep.revoked().values().stream().mapToInt(Integer::intValue).sum(),
                    sweep.spared()))
        .collect(Collectors.toSet());
  }

  private static EventHeader header(SubjectId who) {
    return new EventHeader(UUID.randomUUID().toString(), SOURCE, now(), who);
  }

  private static Instant now() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
  }
}
