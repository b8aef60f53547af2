package dev.holdfast.acceptance.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.StubUpstream.Seen;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Rows 81, 82, 83 and 85. */
final class ReconnectTest extends Story {

  private static final int USERS = 50;
  private static final int RECONNECTS = 5;
  private static final int CALLS = 4;
  private static final int AT_A_TIME = 4;

  /** Rows 81 and 83: users call side by side, each with the own upstream token and no other. */
  @Test
  void reconnectingNeedsNoNewConsent() {
    OAuthClient client = mcpClient("stub-connected");
    Set<String> sessions = ConcurrentHashMap.newKeySet();
    List<Future<String>> bearers = new ArrayList<>();
    // A few at a time: one would leave a core idle, all of them would wait for passwords only.
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
      for (int user = 0; user < USERS; user++) {
        bearers.add(threads.submit(() -> reconnecting(client, sessions)));
      }
    }
    assertThat(bearers).extracting(Future::get).doesNotHaveDuplicates().hasSize(USERS);
    assertThat(sessions).hasSize(USERS * RECONNECTS);
  }

  /** The one upstream token that a user's sessions used. */
  private String reconnecting(OAuthClient client, Set<String> sessions) {
    Tokens own = signIn(client, newUserAtBoth());
    Set<String> answers = new HashSet<>();
    for (int round = 0; round < RECONNECTS; round++) {
      sessions.add(reconnect(own.accessToken(), answers));
      own = client.refresh(refreshToken(own));
    }
    assertThat(answers).hasSize(1).allMatch(seen -> seen.contains("Bearer "));
    return answers.iterator().next();
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

  /** A new session, calls with the user's upstream token, and a disconnect. */
  private String reconnect(Secret token, Set<String> bearers) {
    String session = mcp("stub-connected").initialize(token);
    for (int call = 0; call < CALLS; call++) {
      HttpResponse<String> answer = mcp("stub-connected").post(token, session, RawMcp.call("echo"));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).doesNotContain(token.reveal());
      bearers.add(answer.body());
    }
    mcp("stub-connected").delete(token, session);
    return session;
  }
}
