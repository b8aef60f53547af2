package dev.holdfast.acceptance.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.testsupport.FreePorts;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Rows 24, 28 and 78. */
final class RestartTest extends Story {

  /** Row 24. */
  @Test
  void restartingTheAuthserverKeepsClientsAndRefreshTokens() {
    OAuthClient client = mcpClient("stub");
    OAuthClient console = console();
    Tokens held = signIn(client, newUser());
    Tokens consoleHeld = signIn(console, newUser());
    for (int i = 0; i < 3; i++) {
      running.system().part("authserver").close();
      running.system().restart("authserver");
      held = client.refresh(refreshToken(held));
      consoleHeld = console.refresh(refreshToken(consoleHeld));
    }
    String session = mcp("stub").initialize(held.accessToken());
    assertThat(call("stub", held.accessToken(), session)).isEqualTo(200);
    assertThat(refreshOutcome(console, refreshToken(consoleHeld))).isEqualTo("ok");
  }

  /** Row 78, and row 28: what was revoked stays revoked. */
  @Test
  void killedGatewayAndASecondReplicaKeepTheBinding() {
    OAuthClient client = mcpClient("stub");
    Tokens owner = signIn(client, newUser());
    OAuthClient thiefClient = mcpClient("stub");
    Tokens stranger = signIn(thiefClient, newUser());
    String session = mcp("stub").initialize(owner.accessToken());
    OAuthClient console = console();
    var swept = newUser();
    Tokens revoked = signIn(console, swept);
    signIn(console, swept);

    running.system().part("mcp-gateway").kill();
    running.system().restart("mcp-gateway");
    int port = FreePorts.one();
    var replica = running.system().startPart(settings.gatewayReplica(port));
    try {
      RawMcp other = new RawMcp(URI.create("http://localhost:" + port + "/mcp/stub"));
      assertThat(mcp("stub").post(revoked.accessToken(), null, RawMcp.INITIALIZE).statusCode())
          .isEqualTo(401);
      assertThat(other.post(revoked.accessToken(), null, RawMcp.INITIALIZE).statusCode())
          .isEqualTo(401);
      // Starting two gateways may take longer than a token lives here.
      Secret thief = thiefClient.refresh(refreshToken(stranger)).accessToken();
      Secret renewed = client.refresh(refreshToken(owner)).accessToken();
      for (RawMcp gateway : new RawMcp[] {mcp("stub"), other}) {
        assertThat(gateway.post(renewed, session, RawMcp.call("echo")).statusCode()).isEqualTo(200);
        assertThat(gateway.post(thief, session, RawMcp.call("echo")).statusCode()).isEqualTo(404);
        assertThat(gateway.get(thief, session)).isEqualTo(404);
        assertThat(gateway.delete(thief, session).statusCode()).isEqualTo(404);
        assertThat(gateway.post(null, session, RawMcp.LIST).statusCode()).isEqualTo(401);
      }
    } finally {
      replica.close();
    }
  }
}
