package dev.holdfast.listener.replay;

import static dev.holdfast.listener.fixtures.Happened.AT;
import static dev.holdfast.listener.replay.Decided.NOON;
import static dev.holdfast.listener.replay.Decided.decision;
import static dev.holdfast.listener.replay.Decided.epoch;
import static dev.holdfast.listener.replay.Decided.lockDecision;
import static dev.holdfast.listener.replay.Decided.loginDecision;
import static dev.holdfast.listener.replay.Decided.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.AuditEvent.SweepApplied;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.listener.fixtures.Happened;
import dev.holdfast.listener.fixtures.StubTokenService.Answer;
import dev.holdfast.listener.fixtures.World;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayCommandTest {

  private static final Instant ONE = NOON.plus(Duration.ofHours(1));
  private final World world = new World();
  private final SubjectId alice = world.person("alice");
  private final StringWriter out = new StringWriter();

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void whatTheListenerDecidesIsFoundSoundThoughDeliveredTwice() {
    Instant begin = Clock.systemUTC().instant().minusSeconds(1);
    IdentityEvent login = Happened.login(alice, "sid-1");
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(login, login, Happened.lock(alice), Happened.deletion(alice));
      await().until(() -> world.audit().events().size() == 4);
    }

    assertThat(replay(begin, begin.plusSeconds(600))).isZero();
    assertThat(out.toString())
        .containsOnlyOnce("LOGIN_ELSEWHERE")
        .containsOnlyOnce("USER_LOCKED")
        .containsOnlyOnce("USER_DELETED")
        .contains(alice.key(), "console", "sid-1", "{console=2}", "{mcp-a=1}")
        .contains("3 decisions, 0 mismatches");
  }

  @Test
  void epochsKillsAndClientSweepsAreRecomputedToo() throws Exception {
    Instant begin = Clock.systemUTC().instant().minusSeconds(1);
    List<Event> causes = new ArrayList<>(Happened.kills(alice));
    causes.addAll(Happened.harmless(alice));
    causes.add(Happened.roles(alice, "editor"));
    causes.add(Happened.clientDeletion(world.person("console")));
    int decisions = Happened.kills(alice).size() + 2;
    world
        .tokenService()
        .answer(_ -> new Answer(200, "{\"revoked\":{\"console\":2},\"spared\":{}}"));
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(causes.toArray(Event[]::new));
      await().until(() -> world.audit().events().size() == decisions);
    }
    world
        .audit()
        .write(
            new AuditEvent.AdministratorActed(
                Happened.header(alice, NOON), "operator", "user-lock", "alice"));

    assertThat(replay(begin, begin.plusSeconds(600))).isZero();
    assertThat(out.toString())
        .contains("ROLES_CHANGED", "CLIENT_DELETED", "PROVIDER_UNLINKED")
        .contains(decisions + " decisions, 0 mismatches");
    assertThat(replay(begin, begin.plusSeconds(600), "--format", "json")).isZero();
    assertThat(json().findValuesAsText("epoch")).containsExactly(AT.toString());
  }

  @Test
  void marksEpochsThatTheirCausesDoNotDemand() throws Exception {
    IdentityEvent.RolesChanged roles = Happened.roles(alice, "editor");
    IdentityEvent.UserLocked lock = Happened.lock(alice);
    IdentityEvent created = new IdentityEvent.UserCreated(Happened.header(alice, AT));
    world.identity().write(roles, lock, created);
    world
        .audit()
        .write(
            epoch(roles, EpochReason.ROLES_CHANGED, AT),
            epoch(roles, EpochReason.ROLES_CHANGED, AT.minusSeconds(60)),
            epoch(roles, EpochReason.USER_LOCKED, AT),
            epoch(lock, EpochReason.USER_LOCKED, AT),
            epoch(created, EpochReason.ROLES_CHANGED, AT),
            decision(roles, EndReason.USER_LOCKED, null, null));

    assertThat(replay(NOON, ONE, "--format", "json")).isEqualTo(1);
    assertThat(json().findValuesAsText("sound")).containsOnlyOnce("true").hasSize(6);
    assertThat(json().toString())
        .contains("epoch is " + AT.minusSeconds(60) + " but should be " + AT)
        .contains("reason is USER_LOCKED but should be ROLES_CHANGED")
        .contains("a sweep was to be applied instead")
        .contains("nothing was to be decided: dev.holdfast.user-created ends nothing")
        .contains("an access epoch was to be raised instead");
  }

  @Test
  void listsTheDecisionsBetweenTwoInstantsOldestFirst() throws Exception {
    List<IdentityEvent.UserLocked> locks = new ArrayList<>();
    for (Instant when :
        List.of(ONE.minusNanos(1000), NOON.minusNanos(1000), NOON, ONE, ONE.plusSeconds(1))) {
      IdentityEvent.UserLocked lock = Happened.lock(alice);
      locks.add(lock);
      world.identity().write(lock);
      world.audit().write(lockDecision(lock, when));
    }

    assertThat(replay(NOON, ONE, "--format", "json")).isZero();
    assertThat(json().findValuesAsText("cause"))
        .containsExactly(locks.get(2).header().id(), locks.get(0).header().id());
    assertThat(json().findValuesAsText("cause_time")).containsOnly(AT.toString());
  }

  @Test
  void showsOneUserIfAsked() throws Exception {
    IdentityEvent.UserLocked his = Happened.lock(world.person("bob"));
    IdentityEvent.UserLocked hers = Happened.lock(alice);
    world.identity().write(his, hers);
    world.audit().write(lockDecision(his, NOON), lockDecision(hers, NOON));

    assertThat(replay(NOON, ONE, "--format", "json", "--user", alice.issuer() + ",alice")).isZero();
    assertThat(json().findValuesAsText("sub")).containsExactly("alice");
  }

  @Test
  void marksDecisionsThatTheirCausesDoNotDemand() throws Exception {
    IdentityEvent.LoginSuccess login = Happened.login(alice, "sid-1");
    IdentityEvent.UserLocked lock = Happened.lock(alice);
    world.identity().write(login, lock);
    SweepApplied sound = loginDecision(login, "sid-1", "console");
    world
        .audit()
        .write(
            sound,
            loginDecision(login, "sid-of-a-friend", "console"),
            loginDecision(login, "sid-1", "mcp-a"),
            decision(lock, EndReason.USER_DELETED, null, null),
            decision(lock, EndReason.USER_LOCKED, "sid-1", null),
            lockDecision(Happened.lock(alice), NOON),
            withId("forged", lockDecision(lock, NOON)));

    assertThat(replay(NOON, ONE, "--format", "json")).isEqualTo(1);
    assertThat(json().findValuesAsText("sound")).containsOnlyOnce("true").hasSize(7);
    assertThat(json().toString())
        .contains("spared session is sid-of-a-friend but should be sid-1")
        .contains("grants of [console] ended")
        .contains("reason is USER_DELETED but should be USER_LOCKED")
        .contains("spared session is sid-1 but should be null")
        .contains("the cause is missing")
        .contains("the id is not derived from the cause");

    assertThat(replay(NOON, ONE)).isEqualTo(1);
    assertThat(out.toString()).contains("MISMATCH: ").contains("7 decisions, 6 mismatches");
  }

  @Test
  void findsACauseThatLayLongBefore() {
    IdentityEvent.UserLocked lock =
        new IdentityEvent.UserLocked(Happened.header(alice, NOON.minus(Duration.ofDays(30))));
    world.identity().write(lock);
    world.audit().write(lockDecision(lock, NOON));

    assertThat(replay(NOON, ONE)).isZero();
  }

  @Test
  void leavesNoTraceOnTheBroker() throws Exception {
    IdentityEvent.UserLocked lock = Happened.lock(alice);
    world.identity().write(lock);
    world.audit().write(lockDecision(lock, NOON));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      List<String> before = groups(admin);
      assertThat(replay(NOON, ONE)).isZero();
      assertThat(groups(admin)).isEqualTo(before);
    }
    assertThat(world.audit().records()).hasSize(1);
    assertThat(world.identity().records()).hasSize(1);
  }

  @Test
  void tellsWrongUsageAndMissingBrokersAndTopicsFromMismatches() {
    assertThat(run("--bootstrap", bootstrap())).isEqualTo(2);
    assertThat(replay(ONE, NOON)).isEqualTo(2);
    assertThat(replay(NOON, ONE, "--user", "alice")).isEqualTo(2);
    assertThat(replay(NOON, ONE, "--format", "xml")).isEqualTo(2);
    assertThat(replay(NOON, ONE, "--audit-topic", "nowhere")).isEqualTo(2);
    assertThat(run("--bootstrap", "localhost:1", "--from", NOON.toString(), "--to", ONE.toString()))
        .isEqualTo(2);
    assertThat(run("--bootstrap", "not an address", "--from", "" + NOON, "--to", "" + ONE))
        .isEqualTo(2);
  }

  private int replay(Instant from, Instant to, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--bootstrap", bootstrap()));
    arguments.addAll(List.of("--identity-topic", world.identity().name()));
    arguments.addAll(List.of("--from", from.toString(), "--to", to.toString()));
    arguments.addAll(List.of("--audit-topic", world.audit().name()));
    if (!List.of(more).contains("--tokens-topic")) {
      arguments.add("--no-grants");
    }
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    return ReplayCommand.commandLine()
        .setOverwrittenOptionsAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(arguments);
  }

  private JsonNode json() throws Exception {
    return new ObjectMapper().readTree(out.toString());
  }

  private String bootstrap() {
    return world.broker().bootstrapServers();
  }

  private static List<String> groups(Admin admin) throws Exception {
    return admin.listGroups().all().get().stream().map(GroupListing::groupId).sorted().toList();
  }
}
