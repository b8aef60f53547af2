package dev.holdfast.acceptance.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.CallLoop;
import dev.holdfast.acceptance.fixture.CallLoop.Call;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rows 1, 2, 4, 7 and 8. */
final class LoginElsewhereTest extends Story {

  /** Row 1. */
  @Test
  void consoleLoginLeavesTheMcpSessionWorking() {
    User user = newUser();
    OAuthClient assistant = mcpClient("stub");
    Tokens tokens = signIn(assistant, user);
    String session = mcp("stub").initialize(tokens.accessToken());
    signIn(console(), user);

    try (CallLoop loop =
        CallLoop.every(Duration.ofMillis(200), () -> call("stub", tokens.accessToken(), session))) {
      signIn(console(), user);
      await().until(() -> loop.calls().size() >= 20);
      assertThat(loop.calls()).extracting(Call::status).containsOnly(200);
    }
    assertThat(refreshOutcome(assistant, refreshToken(tokens))).isEqualTo("ok");
  }

  /** Rows 2 (token side) and 4. */
  @Test
  void olderConsoleSessionEndsEverywhereWithinT() {
    User user = newUser();
    OAuthClient console = console();
    Tokens older = signIn(console, user);
    String session = mcp("stub").initialize(older.accessToken());
    assertThat(call("stub", older.accessToken(), session)).isEqualTo(200);

    try (CallLoop loop =
        CallLoop.every(Duration.ofMillis(100), () -> call("stub", older.accessToken(), session))) {
      Tokens newer = signIn(console, user);
      Instant signedIn = Instant.now();
      await().atMost(RunningSystem.T).until(() -> loop.calls().getLast().status() == 401);
      Instant last =
          loop.calls().stream()
              .filter(seen -> seen.status() == 200)
              .map(Call::at)
              .max(Instant::compareTo)
              .orElseThrow();
      assertThat(last).isBefore(signedIn.plus(RunningSystem.T));
      assertThat(refreshOutcome(console, refreshToken(older))).isEqualTo("invalid_grant");
      assertThat(refreshOutcome(console, refreshToken(newer))).isEqualTo("ok");
    }
  }

  /** Row 7. */
  @Test
  void otherPeopleOtherClientsAndOtherDevicesAreUntouched() {
    User user = newUser();
    User other = newUser();
    OAuthClient a = mcpClient("stub");
    OAuthClient b = mcpClient("stub");
    Tokens firstDevice = signIn(a, user);
    Tokens otherClient = signIn(b, user);
    OAuthClient console = console();
    Tokens otherPerson = signIn(console, other);

    signIn(a, user);
    Tokens witness = signIn(console, user);
    signIn(console, user);
    await()
        .atMost(RunningSystem.T)
        .until(() -> refreshOutcome(console, refreshToken(witness)).equals("invalid_grant"));

    assertThat(refreshOutcome(a, refreshToken(firstDevice))).isEqualTo("ok");
    assertThat(refreshOutcome(b, refreshToken(otherClient))).isEqualTo("ok");
    assertThat(refreshOutcome(console, refreshToken(otherPerson))).isEqualTo("ok");
  }

  /** Row 8. */
  @Test
  void lateSweepSparesWhatTheLoginItselfIssued() {
    User user = newUser();
    OAuthClient console = console();
    Tokens older = signIn(console, user);
    running.system().part("revocation-listener").close();
    Tokens newer;
    try {
      newer = signIn(console, user);
    } finally {
      running.system().restart("revocation-listener");
    }
    // Not whether its access token is refused: by now that may have expired.
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(ended(user))
                    .singleElement()
                    .satisfies(
                        ended -> {
                          assertThat(ended.gid()).isEqualTo(gid(older));
                          assertThat(ended.reason()).isEqualTo(EndReason.LOGIN_ELSEWHERE);
                        }));
    assertThat(refreshOutcome(console, refreshToken(older))).isEqualTo("invalid_grant");
    assertThat(refreshOutcome(console, refreshToken(newer))).isEqualTo("ok");
  }
}
