package dev.holdfast.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import org.junit.jupiter.api.Test;

/** Rows 6 and 23. */
final class ClientLifeTest extends Story {

  /** Row 6, and the first half of row 23: nobody has to be told of a new client. */
  @Test
  void aClientRegisteredJustNowIsSparedWithoutConfiguration() {
    User user = newUser();
    OAuthClient console = console();
    Tokens older = signIn(console, user);
    OAuthClient fresh = mcpClient("stub");
    Tokens tokens = signIn(fresh, user);

    signIn(console, user);
    await()
        .atMost(RunningSystem.T)
        .until(() -> refreshOutcome(console, refreshToken(older)).equals("invalid_grant"));

    assertThat(refreshOutcome(fresh, refreshToken(tokens))).isEqualTo("ok");
  }

  /** The second half of row 23. */
  @Test
  void tokensOfADeletedClientDie() {
    User user = newUser();
    OAuthClient deleted = mcpClient("stub");
    OAuthClient other = mcpClient("stub");
    Tokens tokens = signIn(deleted, user);
    Tokens untouched = signIn(other, user);
    String session = mcp("stub").initialize(tokens.accessToken());
    assertThat(call("stub", tokens.accessToken(), session)).isEqualTo(200);

    operator.deleteClient(deleted.client().id().getValue());

    await().atMost(RunningSystem.T).until(() -> call("stub", tokens.accessToken(), session) == 401);
    assertThat(refreshOutcome(deleted, refreshToken(tokens))).isEqualTo("invalid_client");
    assertThat(refreshOutcome(other, refreshToken(untouched))).isEqualTo("ok");
  }
}
