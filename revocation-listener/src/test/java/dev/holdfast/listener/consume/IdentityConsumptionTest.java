package dev.holdfast.listener.consume;

import static dev.holdfast.listener.fixtures.Happened.lock;
import static dev.holdfast.listener.fixtures.Happened.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.contracts.events.AuditEvent;
import dev.holdfast.contracts.events.Event;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.listener.fixtures.Happened;
import dev.holdfast.listener.fixtures.StubTokenService;
import dev.holdfast.listener.fixtures.World;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each event of an identity leads to. */
class IdentityConsumptionTest {

  private final World world = new World();

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aLoginSweepsTheConfiguredClientsBeforeItsOwnInstantAndSparesItsSession() {
    IdentityEvent.LoginSuccess login = login(world.person("alice"), "sid-2");
    try (EmbeddedServer _ = world.listener(Map.of("revocation.client-ids", "console,kiosk"))) {
      world.identity().write(login);
      await().until(() -> world.audit().events().size() == 1);
    }

    assertThat(world.tokenService().calls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.authorization()).startsWith("Bearer service-token-");
              assertThat(call.eventId()).isEqualTo(login.header().id());
              assertThat(call.order().at("/subject/subject").asText()).isEqualTo("alice");
              assertThat(call.order().path("clientIds").toString())
                  .isEqualTo("[\"console\",\"kiosk\"]");
              assertThat(call.order().path("issuedBefore").asText())
                  .isEqualTo(Happened.AT.toString());
              assertThat(call.order().path("sparedSid").asText()).isEqualTo("sid-2");
              assertThat(call.order().path("reason").asText()).isEqualTo("LOGIN_ELSEWHERE");
            });
    assertThat(world.audit().events())
        .singleElement()
        .isInstanceOfSatisfying(
            AuditEvent.SweepApplied.class,
            decision -> {
              assertThat(decision.cause()).isEqualTo(login.header().id());
              assertThat(decision.header().subject()).isEqualTo(world.person("alice"));
              assertThat(decision.reason()).isEqualTo(EndReason.LOGIN_ELSEWHERE);
              assertThat(decision.clientIds()).containsExactly("console", "kiosk");
              assertThat(decision.sparedSid()).isEqualTo("sid-2");
              assertThat(decision.revoked()).containsExactly(Map.entry("console", 2));
              assertThat(decision.spared()).containsExactly(Map.entry("mcp-a", 1));
            });
  }

  @Test
  void killEventsSweepEverythingAndSpareNobody() {
    List<IdentityEvent> kills = Happened.kills(world.person("alice"));
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(kills.toArray(Event[]::new));
      await().until(() -> world.audit().events().size() == kills.size());
    }

    assertThat(world.tokenService().applied())
        .containsExactlyElementsOf(kills.stream().map(event -> event.header().id()).toList());
    assertThat(world.tokenService().calls())
        .extracting(call -> call.order().path("reason").asText())
        .containsExactly(
            "USER_LOCKED",
            "USER_DISABLED",
            "USER_DELETED",
            "CREDENTIALS_CHANGED",
            "CREDENTIALS_CHANGED",
            "CREDENTIALS_CHANGED",
            "PROVIDER_UNLINKED");
    assertThat(world.tokenService().calls())
        .allSatisfy(
            call -> {
              assertThat(call.path()).isEqualTo("/revocations");
              assertThat(call.order().hasNonNull("clientIds")).isFalse();
              assertThat(call.order().hasNonNull("sparedSid")).isFalse();
            });
  }

  @Test
  void changedRolesRaiseTheEpochAndAreOnRecordTwiceUnderOneIdIfDeliveredTwice() {
    IdentityEvent.RolesChanged roles = Happened.roles(world.person("alice"), "editor");
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(roles, roles);
      await().until(() -> world.audit().events().size() == 2);
    }

    assertThat(world.tokenService().calls())
        .hasSize(2)
        .allSatisfy(
            call -> {
              assertThat(call.path()).isEqualTo("/revocations/epoch");
              assertThat(call.eventId()).isEqualTo(roles.header().id());
              assertThat(call.order().at("/subject/subject").asText()).isEqualTo("alice");
              assertThat(call.order().path("epoch").asText()).isEqualTo(Happened.AT.toString());
              assertThat(call.order().path("reason").asText()).isEqualTo("ROLES_CHANGED");
            });
    assertThat(world.audit().events())
        .allSatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        AuditEvent.EpochRaised.class,
                        raised -> {
                          assertThat(raised.cause()).isEqualTo(roles.header().id());
                          assertThat(raised.epoch()).isEqualTo(Happened.AT);
                        }))
        .extracting(event -> event.header().id())
        .containsOnly(world.audit().events().getFirst().header().id());
  }

  @Test
  void aDeletedClientIsSweptAsAClient() {
    SubjectId client = world.person("mcp-b");
    IdentityEvent.ClientDeleted deletion = Happened.clientDeletion(client);
    world
        .tokenService()
        .answer(_ -> new StubTokenService.Answer(200, "{\"revoked\":{\"mcp-b\":7},\"spared\":{}}"));
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(deletion);
      await().until(() -> world.audit().events().size() == 1);
    }

    assertThat(world.tokenService().calls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.path()).isEqualTo("/revocations/client");
              assertThat(call.order().at("/client/subject").asText()).isEqualTo("mcp-b");
              assertThat(call.order().path("issuedBefore").asText())
                  .isEqualTo(Happened.AT.toString());
            });
    assertThat(world.audit().events())
        .singleElement()
        .isInstanceOfSatisfying(
            AuditEvent.SweepApplied.class,
            decision -> {
              assertThat(decision.header().subject()).isEqualTo(client);
              assertThat(decision.reason()).isEqualTo(EndReason.CLIENT_DELETED);
              assertThat(decision.clientIds()).containsExactly("mcp-b");
              assertThat(decision.revoked()).containsExactly(Map.entry("mcp-b", 7));
            });
  }

  @Test
  void harmlessEventsAreKnownAndEndNothing() {
    List<IdentityEvent> events = Happened.harmless(world.person("alice"));
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(events.toArray(Event[]::new));
      await().until(() -> world.identity().committed(world.group()) == events.size());
    }

    assertThat(world.tokenService().calls()).isEmpty();
    assertThat(world.audit().events()).isEmpty();
    assertThat(world.deadLetters().records()).isEmpty();
  }

  @Test
  void aLoginSweepsNothingAndLeavesNoRecordWhereSingleSessionIsOff() {
    Event login = login(world.person("alice"), "sid-2");
    IdentityEvent.UserLocked lock = lock(world.person("alice"));
    try (EmbeddedServer _ = world.listener(Map.of("revocation.single-session", false))) {
      world.identity().write(login, lock);
      await().until(() -> world.identity().committed(world.group()) == 2);
    }

    assertThat(world.tokenService().applied()).containsExactly(lock.header().id());
    assertThat(world.audit().events()).hasSize(1);
  }

  @Test
  void aRedeliveredEventIsTheSameSweepAndTheSameDecision() {
    IdentityEvent.UserLocked lock = lock(world.person("alice"));
    try (EmbeddedServer _ = world.listener()) {
      world.identity().write(lock, lock);
      await().until(() -> world.audit().events().size() == 2);
    }

    assertThat(world.tokenService().applied())
        .containsExactly(lock.header().id(), lock.header().id());
    assertThat(world.audit().events()).extracting(event -> event.header().id()).hasSize(2);
    assertThat(world.audit().events().stream().map(event -> event.header().id()).distinct())
        .hasSize(1);
  }
}
