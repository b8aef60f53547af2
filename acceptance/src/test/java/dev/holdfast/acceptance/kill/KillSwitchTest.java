package dev.holdfast.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.StubUpstream;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.AuthorizationAttempt;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.OAuthRefusal;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.Tokens;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Rows 13, 14, 17 and 18. */
final class KillSwitchTest extends Story {

  /** One client's tokens and the session opened with them. */
  private record Held(String server, OAuthClient client, Tokens tokens, String session) {}

  @Test
  void lockingEndsEverythingOfThatUserOnly() {
    endsEverything(operator::lock);
  }

  @Test
  void deletingEndsEverythingOfThatUserOnly() {
    endsEverything(operator::delete);
  }

  @Test
  void disablingEndsEverythingOfThatUserOnly() {
    endsEverything(operator::disable);
  }

  @Test
  void anotherPasswordEndsEverythingOfThatUserOnly() {
    endsEverything(user -> operator.resetPassword(user, Secret.of("another horse, and staple")));
  }

  /** Row 17: what had begun before the lock comes to nothing, even after it. */
  @Test
  void pendingCodesOfALockedUserAreRefusedAndStayRefused() {
    User user = newUser();
    OAuthClient client = mcpClient("stub");
    AuthorizationAttempt first = client.attempt();
    AuthorizationAttempt second = client.attempt();
    AuthorizationCode whileLocked = code(client, first, user);
    AuthorizationCode afterwards = code(client, second, user);

    operator.lock(user);
    assertThat(outcome(() -> client.redeem(first, whileLocked))).isEqualTo("invalid_grant");
    operator.unlock(user);
    assertThat(outcome(() -> client.redeem(second, afterwards))).isEqualTo("invalid_grant");
  }

  @Test
  void unlockingRevivesNoOldTokenAndLetsANewLoginIn() {
    User user = newUser();
    Held before = hold(mcpClient("stub"), user);
    operator.lock(user);
    awaitRefused(before);
    operator.unlock(user);

    assertThat(refreshOutcome(before.client(), refreshToken(before.tokens())))
        .isEqualTo("invalid_grant");
    assertThat(call("stub", before.tokens().accessToken(), before.session())).isEqualTo(401);
    Tokens after = signIn(before.client(), user);
    assertThat(call("stub", after.accessToken(), before.session())).isEqualTo(200);
  }

  private void endsEverything(Consumer<User> act) {
    User user = newUser();
    User other = newUser();
    // Whoever has every right there is, is not exempt.
    User privileged = newUser();
    operator.roles(privileged, "guard");
    List<Held> all =
        List.of(
            hold(console(), user),
            hold(mcpClient("stub"), privileged),
            // A service that acts for the user by tokens exchanged for the user's. One that has a
            // token for itself speaks for nobody, and no user's end is its own.
            hold("stub-exchanged", mcpClient("stub-exchanged"), user),
            hold(mcpClient("stub"), user),
            hold(mcpClient("stub"), user));
    Held untouched = hold(mcpClient("stub"), other);

    Future<?> listening = listen(all.getLast());
    Future<?> spared = listen(untouched);
    Future<Integer> waiting = waitForAnswer(all.get(1));
    act.accept(user);
    act.accept(privileged);

    await().atMost(RunningSystem.T).until(() -> listening.isDone() && waiting.isDone());
    assertThat(waiting.resultNow()).isEqualTo(401);
    assertThat(spared.isDone()).isFalse();
    for (Held held : all) {
      awaitRefused(held);
      assertThat(refreshOutcome(held.client(), refreshToken(held.tokens())))
          .isEqualTo("invalid_grant");
    }
    assertThat(call("stub", untouched.tokens().accessToken(), untouched.session())).isEqualTo(200);
    assertThat(refreshOutcome(untouched.client(), refreshToken(untouched.tokens())))
        .isEqualTo("ok");
  }

  private static AuthorizationCode code(
      OAuthClient client, AuthorizationAttempt attempt, User user) {
    return attempt.code(
        Person.agreeing(user.username(), user.password())
            .walk(new Browser(), attempt.uri(), client.client().redirectUri()));
  }

  private static String outcome(Runnable redemption) {
    try {
      redemption.run();
      return "ok";
    } catch (OAuthRefusal e) {
      return e.error();
    }
  }

  /** The status of a call that the upstream has begun to carry out. */
  private Future<Integer> waitForAnswer(Held held) {
    int before = running.stub().seen().size();
    FutureTask<Integer> call =
        new FutureTask<>(
            () ->
                mcp("stub")
                    .post(
                        held.tokens().accessToken(),
                        held.session(),
                        RawMcp.call(StubUpstream.STUCK))
                    .statusCode());
    Thread.ofVirtual().start(call);
    await()
        .until(
            () ->
                running.stub().seen().stream()
                    .skip(before)
                    .anyMatch(seen -> seen.body().contains(StubUpstream.STUCK)));
    return call;
  }

  private Future<?> listen(Held held) {
    return mcp(held.server()).listen(held.tokens().accessToken(), held.session());
  }

  private Held hold(OAuthClient client, User user) {
    return hold("stub", client, user);
  }

  private Held hold(String server, OAuthClient client, User user) {
    Tokens tokens = signIn(client, user);
    String session = mcp(server).initialize(tokens.accessToken());
    assertThat(call(server, tokens.accessToken(), session)).isEqualTo(200);
    return new Held(server, client, tokens, session);
  }

  private void awaitRefused(Held held) {
    await()
        .atMost(RunningSystem.T)
        .until(() -> call(held.server(), held.tokens().accessToken(), held.session()) == 401);
  }
}
