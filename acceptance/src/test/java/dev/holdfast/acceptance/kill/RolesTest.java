package dev.holdfast.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import org.junit.jupiter.api.Test;

/** Row 16: stale rights end within T; the sign-in stays. */
final class RolesTest extends Story {

  @Test
  void aRightThatIsTakenIsGoneWithinT() {
    User user = newUser();
    operator.roles(user, "guard");
    OAuthClient client = mcpClient("stub-guarded");
    Tokens before = signIn(client, user);
    assertThat(list(before.accessToken())).isEqualTo(200);

    operator.roles(user);

    await().atMost(RunningSystem.T).until(() -> list(before.accessToken()) == 401);
    Tokens after = client.refresh(refreshToken(before));
    assertThat(list(after.accessToken())).isEqualTo(403);

    operator.roles(user, "guard");
    Tokens again = client.refresh(refreshToken(after));
    assertThat(list(again.accessToken())).isEqualTo(200);
  }

  private int list(Secret token) {
    return mcp("stub-guarded").post(token, null, RawMcp.INITIALIZE).statusCode();
  }
}
