package dev.holdfast.listener.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.contracts.events.EventType;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.contracts.revocation.RaiseEpoch;
import dev.holdfast.contracts.revocation.RevokeClient;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.listener.fixtures.Happened;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SweepPolicyTest {

  private static final SubjectId ALICE = new SubjectId("http://localhost:9000", "alice");

  @Test
  void aLoginSweepsTheListedClientsUpToItsInstantButNotItsSession() {
    IdentityEvent.LoginSuccess login = Happened.login(ALICE, "sid-1");

    assertThat(policy(true, "console").decide(login))
        .isEqualTo(
            new Decision.Sweep(
                new RevokeGrants(
                    login.header().id(),
                    ALICE,
                    new TreeSet<>(List.of("console")),
                    Happened.AT,
                    "sid-1",
                    EndReason.LOGIN_ELSEWHERE)));
  }

  @Test
  void aLoginSweepsNothingWithoutSingleSessionOrWithoutClients() {
    IdentityEvent.LoginSuccess login = Happened.login(ALICE, "sid-1");

    assertThat(policy(false, "console").decide(login)).isInstanceOf(Decision.Nothing.class);
    assertThat(policy(true).decide(login)).isInstanceOf(Decision.Nothing.class);
  }

  @Test
  void killEventsSweepEveryClientAndSessionWhateverThePolicy() {
    for (SweepPolicy policy : List.of(policy(false), policy(true), policy(true, "console"))) {
      assertThat(Happened.kills(ALICE))
          .allSatisfy(
              event ->
                  assertThat(policy.decide(event))
                      .isInstanceOfSatisfying(
                          Decision.Sweep.class,
                          sweep -> {
                            assertThat(sweep.order().eventId()).isEqualTo(event.header().id());
                            assertThat(sweep.order().subject()).isEqualTo(ALICE);
                            assertThat(sweep.order().clientIds()).isNull();
                            assertThat(sweep.order().sparedSid()).isNull();
                            assertThat(sweep.order().issuedBefore()).isEqualTo(Happened.AT);
                          }));
    }
    assertThat(Happened.kills(ALICE))
        .extracting(event -> policy(true).decide(event))
        .extracting(decision -> ((Decision.Sweep) decision).order().reason())
        .containsExactly(
            EndReason.USER_LOCKED,
            EndReason.USER_DISABLED,
            EndReason.USER_DELETED,
            EndReason.CREDENTIALS_CHANGED,
            EndReason.CREDENTIALS_CHANGED,
            EndReason.CREDENTIALS_CHANGED,
            EndReason.PROVIDER_UNLINKED);
  }

  @Test
  void changedRolesEndAccessTokensOnly() {
    IdentityEvent.RolesChanged roles = Happened.roles(ALICE, "editor");

    assertThat(policy(false).decide(roles))
        .isEqualTo(
            new Decision.EpochRaise(
                new RaiseEpoch(
                    roles.header().id(), ALICE, Happened.AT, EpochReason.ROLES_CHANGED)));
  }

  @Test
  void deletedClientLosesAllItsGrants() {
    SubjectId client = new SubjectId("http://localhost:9000", "mcp-b");
    IdentityEvent.ClientDeleted deletion = Happened.clientDeletion(client);

    assertThat(policy(false).decide(deletion))
        .isEqualTo(
            new Decision.ClientSweep(
                new RevokeClient(deletion.header().id(), client, Happened.AT)));
  }

  @Test
  void harmlessEventsEndNothing() {
    assertThat(Happened.harmless(ALICE))
        .allSatisfy(
            event ->
                assertThat(policy(true, "console").decide(event))
                    .isInstanceOf(Decision.Nothing.class));
  }

  @Test
  void thePolicyReadBackIsTheOneThatDecides() {
    List<IdentityEvent> events = new ArrayList<>(Happened.kills(ALICE));
    events.addAll(Happened.harmless(ALICE));
    events.add(Happened.login(ALICE, "sid-1"));
    events.add(Happened.roles(ALICE));
    events.add(Happened.clientDeletion(ALICE));

    for (SweepPolicy policy : List.of(policy(false, "console"), policy(true, "console"))) {
      Map<String, String> effects = EffectivePolicy.of(policy).effects();
      assertThat(effects)
          .containsOnlyKeys(
              Arrays.stream(EventType.values())
                  .filter(type -> type.topic().equals(Topics.IDENTITY))
                  .map(EventType::wireName)
                  .toList());
      assertThat(events.stream().map(event -> EventType.of(event).wireName()))
          .containsAll(effects.keySet());
      assertThat(events)
          .allSatisfy(
              event ->
                  assertThat(effects.get(EventType.of(event).wireName()))
                      .matches(words(event, policy.decide(event))));
    }
  }

  private static String words(IdentityEvent event, Decision decision) {
    return switch (decision) {
      case Decision.Nothing _ when event instanceof IdentityEvent.CredentialsChanged ->
          ".*, unless a passkey was added";
      case Decision.Nothing _ -> "nothing";
      case Decision.Sweep(var order) when order.clientIds() != null ->
          "ends older grants of the listed clients .*";
      case Decision.Sweep _ -> "ends everything of the user.*";
      case Decision.ClientSweep _ -> "ends all grants of the client";
      case Decision.EpochRaise _ -> "ends live access tokens of the user, no grants";
    };
  }

  @Test
  void theVersionTellsPoliciesApartAndNothingElse() {
    String version = EffectivePolicy.of(policy(true, "console", "kiosk")).version();

    assertThat(version).hasSize(64);
    assertThat(EffectivePolicy.of(policy(true, "kiosk", "console")).version()).isEqualTo(version);
    assertThat(List.of(policy(false, "console", "kiosk"), policy(true, "console"), policy(true)))
        .extracting(policy -> EffectivePolicy.of(policy).version())
        .doesNotContain(version)
        .doesNotHaveDuplicates();
  }

  @Test
  void anIdThatCouldNeverMatchIsRefusedAtBoot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PolicySettings(true, List.of("console", " kiosk")))
        .withMessageContaining("' kiosk'");
  }

  private static SweepPolicy policy(boolean singleSession, String... clientIds) {
    return new SweepPolicy(singleSession, new TreeSet<>(List.of(clientIds)));
  }
}
