package dev.holdfast.acceptance.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import org.junit.jupiter.api.Test;

/** Row 24. */
final class RestartTest extends Story {

  /** Row 24. */
  @Test
  void restartingTheAuthserverKeepsClientsAndRefreshTokens() {
    OAuthClient client = mcpClient("stub");
    OAuthClient console = console();
    Tokens held = signIn(client, newUser());
    Tokens consoleHeld = signIn(console, newUser());
    for (int i = 0; i < 2; i++) {
      running.system().part("authserver").close();
      running.system().restart("authserver");
      held = client.refresh(refreshToken(held));
      consoleHeld = console.refresh(refreshToken(consoleHeld));
    }
    String session = mcp("stub").initialize(held.accessToken());
    assertThat(call("stub", held.accessToken(), session)).isEqualTo(200);
    assertThat(refreshOutcome(console, refreshToken(consoleHeld))).isEqualTo("ok");
  }
}
