package dev.holdfast.acceptance.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.StubUpstream.Seen;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Person;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows 81, 82 and 85. */
final class ReconnectTest extends Story {

  private static final int RECONNECTS = 5;

  /** Row 81, with one user here; the user is the provider's demo user. */
  @Test
  void reconnectingNeedsNoNewConsent() {
    OAuthClient client = mcpClient("stub-connected");
    Tokens tokens = signInAndConnect(client);
    Secret own = tokens.accessToken();
    Set<String> sessions = new HashSet<>();
    Set<String> bearers = new HashSet<>();
    for (int i = 0; i < RECONNECTS; i++) {
      String session = mcp("stub-connected").initialize(own);
      HttpResponse<String> answer = mcp("stub-connected").post(own, session, RawMcp.call("echo"));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      sessions.add(session);
      bearers.add(answer.body());
      mcp("stub-connected").delete(own, session);
    }
    assertThat(sessions).hasSize(RECONNECTS);
    assertThat(bearers).hasSize(1);
    assertThat(bearers.iterator().next()).contains("Bearer ").doesNotContain(own.reveal());
  }

  /** Row 85. */
  @Test
  void withoutAConnectionTheUpstreamSeesNothing() {
    Secret stranger =
        running
            .issuer()
            .token(running.issuer().shorter(), "unconnected", settings.mcp("stub-connected"));
    List<Seen> before = running.stub().seen();
    HttpResponse<String> answer = mcp("stub-connected").post(stranger, null, RawMcp.INITIALIZE);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(running.stub().seen()).hasSameSizeAs(before);
  }

  /** Row 82. */
  @Test
  void initializeIsAcceptedAgainAndAgain() {
    List<Secret> tokens = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tokens.add(signIn(mcpClient("plain"), newUser()).accessToken());
    }
    List<String> sessions =
        Races.values(
            Races.run(
                20, caller -> () -> mcp("plain").initialize(tokens.get(caller % tokens.size()))));
    assertThat(sessions).hasSize(20).doesNotHaveDuplicates();
    String old = sessions.getFirst();
    mcp("plain").delete(tokens.getFirst(), old);
    assertThat(mcp("plain").post(tokens.getFirst(), old, RawMcp.LIST).statusCode()).isEqualTo(404);
    assertThat(mcp("plain").initialize(tokens.getFirst())).isNotEqualTo(old);
  }

  /** No credential of the client, and no identity header it made up, reaches the upstream. */
  @Test
  void clientTokenNeverGoesUpstream() {
    User user = newUser();
    Secret token = signIn(mcpClient("stub"), user).accessToken();
    String session = mcp("stub").initialize(token);
    RawMcp.send(
        mcp("stub")
            .request(token, session)
            .header("Holdfast-Subject", "root")
            .header("Cookie", "a=b")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(RawMcp.call("marker-tool")))
            .build());
    Seen seen =
        running.stub().seen().stream()
            .filter(each -> each.body().contains("marker-tool"))
            .findFirst()
            .orElseThrow();
    assertThat(seen.headers()).doesNotContainKeys("authorization", "cookie");
    assertThat(seen.headers()).doesNotContainValue("root");
    assertThat(seen.headers().get("mcp-session-id")).isNotEqualTo(session);
  }

  private Tokens signInAndConnect(OAuthClient client) {
    return client.signIn(
        new Browser(),
        Person.agreeing(dev.holdfast.local.system.Settings.DEMO_USER, settings.demoPassword()));
  }
}
