package dev.holdfast.acceptance.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.StubUpstream;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.testsupport.Races;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Rows 30 to 33. */
final class RotationTest extends Story {

  /** Row 30. */
  @Test
  void lateReuseEndsItsOwnFamilyOnly() {
    User user = newUser();
    OAuthClient client = mcpClient("stub");
    Tokens first = signIn(client, user);
    Tokens otherDevice = signIn(client, user);
    OAuthClient otherClient = mcpClient("stub");
    Tokens other = signIn(otherClient, user);
    Tokens second = client.refresh(refreshToken(first));

    await().pollDelay(RunningSystem.LEEWAY.plusMillis(300)).until(() -> true);

    assertThat(refreshOutcome(client, refreshToken(first))).isEqualTo("invalid_grant");
    assertThat(refreshOutcome(client, refreshToken(second))).isEqualTo("invalid_grant");
    await().atMost(RunningSystem.T).until(() -> status(second.accessToken()) == 401);
    assertThat(refreshOutcome(client, refreshToken(otherDevice))).isEqualTo("ok");
    assertThat(refreshOutcome(otherClient, refreshToken(other))).isEqualTo("ok");
  }

  /** Row 31. */
  @Test
  void parallelRefreshesSignNobodyOut() {
    OAuthClient client = mcpClient("stub");
    Tokens held = signIn(client, newUser());
    int exchanges = 0;
    for (int callers : new int[] {2, 3, 5, 8, 13, 20, 20, 8, 2, 20}) {
      Secret token = refreshToken(held);
      List<Tokens> answers = Races.values(Races.run(callers, () -> client.refresh(token)));
      assertThat(answers).hasSize(callers);
      // A token that is too new to be exchanged may cease to be so between two callers.
      List<Tokens> exchanged =
          answers.stream().filter(answer -> !refreshToken(answer).equals(token)).toList();
      if (!exchanged.isEmpty()) {
        held = exchanged.getFirst();
        assertThat(exchanged).extracting(Story::refreshToken).containsOnly(refreshToken(held));
        exchanges++;
      }
    }
    assertThat(exchanges).isPositive();
    assertThat(refreshOutcome(client, refreshToken(held))).isEqualTo("ok");
    assertThat(status(held.accessToken())).isEqualTo(200);
  }

  /** A client that lost the answer asks again and gets the very same pair. */
  @Test
  void lostAnswerIsSurvivable() {
    OAuthClient client = mcpClient("stub");
    Tokens first = signIn(client, newUser());
    Tokens lost = client.refresh(refreshToken(first));
    Tokens again = client.refresh(refreshToken(first));
    assertThat(again.refreshToken()).isEqualTo(lost.refreshToken());
    await()
        .atMost(RunningSystem.PAUSE.plusSeconds(2))
        .until(() -> !renewed(client, again).equals(refreshToken(again)));
  }

  /** A refresh token works for the client it was given to, and for no other. */
  @Test
  void anotherClientCannotUseIt() {
    User user = newUser();
    OAuthClient mine = mcpClient("stub");
    OAuthClient other = mcpClient("stub");
    Tokens tokens = signIn(mine, user);
    assertThat(refreshOutcome(other, refreshToken(tokens))).isEqualTo("invalid_grant");
    assertThat(refreshOutcome(mine, refreshToken(tokens))).isEqualTo("ok");
  }

  /** Row 33: {@code expires_in} is positive and true. */
  @Test
  void accessTokenLivesAsLongAsItSays() {
    Tokens tokens = signIn(mcpClient("stub"), newUser());
    assertThat(tokens.expiresAt()).isAfter(Instant.now());

    awaitInstant(tokens.expiresAt().minusSeconds(1));
    assertThat(status(tokens.accessToken())).isEqualTo(200);
    awaitInstant(tokens.expiresAt().plusSeconds(2));
    assertThat(status(tokens.accessToken())).isEqualTo(401);
  }

  /** Row 32: a call that was under way with the token just replaced is answered. */
  @Test
  void aRefreshDisturbsNoCallUnderWay() throws Exception {
    OAuthClient client = mcpClient("stub");
    Tokens tokens = signIn(client, newUser());
    String session = mcp("stub").initialize(tokens.accessToken());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow =
          threads.submit(
              () ->
                  mcp("stub")
                      .post(tokens.accessToken(), session, RawMcp.call(StubUpstream.SLOW))
                      .statusCode());
      await()
          .until(
              () ->
                  running.stub().seen().stream()
                      .anyMatch(call -> call.body().contains(StubUpstream.SLOW)));

      Tokens next = client.refresh(refreshToken(tokens));

      assertThat(slow.isDone()).isFalse();
      assertThat(call("stub", next.accessToken(), session)).isEqualTo(200);
      assertThat(slow.get()).isEqualTo(200);
    }
    assertThat(call("stub", tokens.accessToken(), session)).isEqualTo(200);
  }

  private static void awaitInstant(Instant instant) {
    await()
        .atMost(RunningSystem.ACCESS_LIFETIME.plus(Duration.ofSeconds(5)))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !Instant.now().isBefore(instant));
  }

  private static Secret renewed(OAuthClient client, Tokens held) {
    return refreshToken(client.refresh(refreshToken(held)));
  }

  private int status(Secret token) {
    return mcp("stub").post(token, null, RawMcp.INITIALIZE).statusCode();
  }
}
