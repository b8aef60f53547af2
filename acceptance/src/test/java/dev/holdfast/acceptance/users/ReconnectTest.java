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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Rows 81, 82, 83 and 85. */
final class ReconnectTest extends Story {

  private static final int USERS = 50;
  private static final int RECONNECTS = 5;
  private static final int CALLS = 4;
  private static final int USERS_AT_ONCE = 20;
  private static final int CALLS_AT_ONCE = 20;
  private static final int AT_A_TIME = 4;

  /** Row 81: users call side by side, each with the own upstream token and no other. */
  @Test
  void reconnectingNeedsNoNewConsent() {
    OAuthClient client = mcpClient("stub-connected");
    Set<String> sessions = ConcurrentHashMap.newKeySet();
    List<Future<Own>> people = new ArrayList<>();
    // A few at a time: one would leave a core idle, all of them would wait for passwords only.
    try (var threads = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
      for (int user = 0; user < USERS; user++) {
        people.add(threads.submit(() -> reconnecting(client, sessions)));
      }
    }
    List<Own> all = people.stream().map(Future::resultNow).toList();
    assertThat(all).extracting(Own::answer).doesNotHaveDuplicates().hasSize(USERS);
    assertThat(sessions).hasSize(USERS * RECONNECTS);

    // Those who came last: refresh tokens do not live for long here.
    List<Own> last = all.subList(USERS - USERS_AT_ONCE, USERS);
    List<Set<String>> answers =
        Races.values(Races.run(USERS_AT_ONCE, user -> () -> load(client, last.get(user))));
    assertThat(answers).hasSize(USERS_AT_ONCE);
    for (int user = 0; user < USERS_AT_ONCE; user++) {
      assertThat(answers.get(user)).containsExactly(last.get(user).answer());
    }
  }

  /**
   * A user after reconnecting.
   *
   * @param tokens their present ones
   * @param answer what every call of theirs is answered: it quotes their upstream token
   */
  private record Own(Tokens tokens, String answer) {}

  /** Row 83: everybody's calls at once, while everybody's tokens are refreshed. */
  private Set<String> load(OAuthClient client, Own own) {
    AtomicReference<Tokens> held =
        new AtomicReference<>(client.refresh(refreshToken(own.tokens())));
    String session = mcp("stub-connected").initialize(held.get().accessToken());
    Set<String> answers = ConcurrentHashMap.newKeySet();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> held.set(client.refresh(refreshToken(held.get()))));
      for (int call = 0; call < CALLS_AT_ONCE; call++) {
        threads.execute(
            () -> {
              Secret token = held.get().accessToken();
              answers.add(mcp("stub-connected").post(token, session, RawMcp.call("echo")).body());
            });
      }
    }
    return answers;
  }

  private Own reconnecting(OAuthClient client, Set<String> sessions) {
    Tokens own = signIn(client, newUserAtBoth());
    Set<String> answers = new HashSet<>();
    for (int round = 0; round < RECONNECTS; round++) {
      sessions.add(reconnect(own.accessToken(), answers));
      own = client.refresh(refreshToken(own));
    }
    assertThat(answers).hasSize(1).allMatch(seen -> seen.contains("Bearer "));
    return new Own(own, answers.iterator().next());
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
    assertThat(mcp("plain").post(tokens.getFirst(), old, RawMcp.INITIALIZE).statusCode())
        .isEqualTo(404);
    assertThat(mcp("plain").initialize(tokens.getFirst())).isNotEqualTo(old);

    String live = sessions.get(1);
    HttpResponse<String> anew = mcp("plain").post(tokens.get(1), live, RawMcp.INITIALIZE);
    assertThat(anew.statusCode()).as(anew.body()).isEqualTo(200);
    assertThat(anew.headers().firstValue("Mcp-Session-Id").orElseThrow()).isNotEqualTo(live);
    assertThat(mcp("plain").post(tokens.get(1), live, RawMcp.LIST).statusCode()).isEqualTo(200);
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
