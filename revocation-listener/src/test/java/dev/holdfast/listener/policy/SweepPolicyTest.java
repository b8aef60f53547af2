package dev.holdfast.listener.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.listener.fixtures.Happened;
import java.util.List;
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
    IdentityEvent.UserLocked lock = Happened.lock(ALICE);
    IdentityEvent.UserDeleted deletion = Happened.deletion(ALICE);

    assertThat(policy(false).decide(lock))
        .isEqualTo(
            new Decision.Sweep(
                new RevokeGrants(
                    lock.header().id(), ALICE, null, Happened.AT, null, EndReason.USER_LOCKED)));
    assertThat(policy(true, "console").decide(deletion))
        .isEqualTo(
            new Decision.Sweep(
                new RevokeGrants(
                    deletion.header().id(),
                    ALICE,
                    null,
                    Happened.AT,
                    null,
                    EndReason.USER_DELETED)));
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
