package dev.holdfast.listener.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.EventCodec;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.TokenEvent;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.fixtures.KafkaTopic;
import dev.holdfast.listener.replay.judge.Chronicle;
import dev.holdfast.testsupport.TestBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command on a broker, with grants. */
class ReplayOfGrantsTest {

  private final SubjectId alice = Chronicle.user("alice");
  private final SubjectId bob = Chronicle.user("bob");
  private final Chronicle world = new Chronicle();
  private final StringWriter out = new StringWriter();
  private KafkaTopic identity = topic(2);
  private KafkaTopic tokens = topic(2);
  private KafkaTopic audit = topic(2);
  private String swept = "";
  private String spared = "";
  private Instant refreshed = Instant.MIN;
  private IdentityEvent.LoginSuccess login = world.login(bob, "s0");

  @BeforeEach
  void happen() {
    swept = world.issue(alice, "console", "s0");
    spared = world.issue(alice, "mcp-a", "s0");
    login = world.after(Duration.ofMinutes(1)).login(alice, "s1");
    world.issue(alice, "console", "s1");
    IntStream.range(0, 14).forEach(_ -> world.after(Duration.ofMinutes(4)).refresh(spared));
    refreshed = world.now();
    world.after(Duration.ofMinutes(5)).lock(alice);
  }

  @Test
  void countsAreRebuiltFromTheGrants() {
    write(world.events());

    assertThat(run()).isZero();
    assertThat(out.toString()).contains("{console=1}", "{mcp-a=1}", "3 decisions, 0 mismatches");
    assertThat(run("--from", world.now().minusSeconds(60).toString())).isZero();
    assertThat(out.toString()).contains("1 decisions, 0 mismatches");
    assertThat(run("--client", "mcp-a", "--format", "jsonl")).isZero();
    assertThat(out.toString().lines()).hasSize(2);
    assertThat(run("--event", login.header().id(), "--format", "csv")).isZero();
    assertThat(out.toString().lines()).hasSize(2);
  }

  @Test
  void anEndThatIsMissingIsExplained() {
    write(world.events().stream().filter(e -> !(e instanceof TokenEvent.GrantRevoked)).toList());

    assertThat(run("--user", alice.issuer() + ",alice")).isEqualTo(1);
    assertThat(out.toString())
        .contains("grant " + swept + " of console should have ended and did not");
  }

  @Test
  void whatRetentionHasTakenIsNotOnRecordAndNoMismatch() {
    write(world.events());
    tokens.cut(2);

    assertThat(run()).isZero();
    assertThat(out.toString())
        .contains("1 grant of mcp-a recorded as spared, but only 0 can have been live: not on")
        .contains("3 decisions, 0 mismatches, 1 that could not be told in full");
  }

  @Test
  void causesCanBeChosenByOffset() {
    write(world.events());
    String partitions = "0:1,1:1";

    assertThat(run("--to-offset", "0:0,1:0", "--format", "jsonl")).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(run("--from-offset", partitions, "--format", "jsonl")).isZero();
    long later = out.toString().lines().count();
    assertThat(run("--to-offset", partitions, "--format", "jsonl")).isZero();
    assertThat(out.toString().lines().count() + later).isEqualTo(3);
    assertThat(run("--to-offset", "first")).isEqualTo(2);
  }

  @Test
  void aCopyWithOtherPartitionsAndOtherRecordTimesIsAsGood() {
    identity = topic(1);
    tokens = topic(5);
    audit = topic(3);
    EventCodec codec = new EventCodec();
    for (Event event : world.events()) {
      var encoded = codec.encode(event);
      topic(event).write(encoded.key(), encoded.value());
    }

    assertThat(run("--from", Chronicle.BEGIN.toString(), "--to", world.now().plusSeconds(1) + ""))
        .isZero();
    assertThat(out.toString()).contains("3 decisions, 0 mismatches");
  }

  @Test
  void theStoryOfAGrantIsToldInOrder() {
    write(world.events());

    assertThat(run("--explain", swept)).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("issued to console in session s0 for openid"),
            line ->
                assertThat(line)
                    .contains("ended: LOGIN_ELSEWHERE, by the login at console of ", "session s1")
                    .endsWith("; it was never refreshed"));

    assertThat(run("--explain", spared)).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("issued to mcp-a"),
            line -> assertThat(line).contains("was spared", "because its client is not swept"),
            line ->
                assertThat(line)
                    .contains("ended: USER_LOCKED, by user-locked of ")
                    .endsWith("; it had been refreshed 14 times, last at " + refreshed));
  }

  @Test
  void theStoryOfAUserHasEverything() {
    write(world.events());

    assertThat(run("--explain", alice.issuer() + ",alice")).isZero();
    assertThat(out.toString().lines())
        .extracting(line -> line.substring(0, 20))
        .hasSize(11)
        .isSorted();
    assertThat(out.toString()).contains("signed in at console, session s1", "user-locked");
    assertThat(run("--explain", "nobody")).isEqualTo(2);
    assertThat(run("--explain", ",")).isEqualTo(2);
  }

  private void write(List<Event> events) {
    for (KafkaTopic topic : List.of(identity, tokens, audit)) {
      topic.write(
          events.stream().filter(event -> topic(event).equals(topic)).toArray(Event[]::new));
    }
  }

  private KafkaTopic topic(Event event) {
    return switch (event) {
      case IdentityEvent _ -> identity;
      case AuditEvent _ -> audit;
      default -> tokens;
    };
  }

  private static KafkaTopic topic(int partitions) {
    TestBroker broker = TestBroker.any();
    return new KafkaTopic(broker.bootstrapServers(), broker.newTopic("replayed", partitions));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("--bootstrap", identity.bootstrapServers()));
    all.addAll(List.of("--identity-topic", identity.name(), "--audit-topic", audit.name()));
    all.addAll(List.of("--tokens-topic", tokens.name()));
    all.addAll(List.of(arguments));
    return ReplayCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(all.toArray(String[]::new));
  }
}
