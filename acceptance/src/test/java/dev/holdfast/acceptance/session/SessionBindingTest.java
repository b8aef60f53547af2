package dev.holdfast.acceptance.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.StubUpstream.Seen;
import dev.holdfast.acceptance.fixture.TestIssuer;
import dev.holdfast.acceptance.fixture.Topic;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.contracts.events.Topics;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.Tokens;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rows 71 to 74, 77 and 79. */
final class SessionBindingTest extends Story {

  private static final List<String> MESSAGES =
      List.of(
          RawMcp.LIST,
          RawMcp.call("echo"),
          "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"resources/read\",\"params\":{\"uri\":\"sample://greeting\"}}",
          "{\"jsonrpc\":\"2.0\",\"id\":10,\"method\":\"prompts/get\",\"params\":{\"name\":\"greet\",\"arguments\":{\"name\":\"Ada\"}}}");

  /** Row 71. */
  @Test
  void sessionGoesOnThroughAHundredRefreshes() {
    OAuthClient client = mcpClient("plain");
    Tokens held = signIn(client, newUser());
    String session = mcp("plain").initialize(held.accessToken());
    for (int i = 0; i < 100; i++) {
      held = client.refresh(refreshToken(held));
      for (String message : MESSAGES) {
        HttpResponse<String> answer = mcp("plain").post(held.accessToken(), session, message);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }
    }
    assertThat(mcp("plain").get(held.accessToken(), session)).isEqualTo(200);
    assertThat(mcp("plain").delete(held.accessToken(), session).statusCode()).isLessThan(300);
  }

  /** Row 71, racing. */
  @Test
  void callsRacingWithRefreshesAllSucceed() throws Exception {
    OAuthClient client = mcpClient("stub");
    AtomicReference<Tokens> held = new AtomicReference<>(signIn(client, newUser()));
    String session = mcp("stub").initialize(held.get().accessToken());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> refreshing =
          threads.submit(
              () -> {
                for (int i = 0; i < 30; i++) {
                  held.set(client.refresh(refreshToken(held.get())));
                }
              });
      while (!refreshing.isDone()) {
        assertThat(call("stub", held.get().accessToken(), session)).isEqualTo(200);
      }
      refreshing.get();
    }
  }

  /** Rows 72 and 73. */
  @Test
  void stolenSessionIsRefusedOnEveryVerbAndTheOwnerIsUnharmed() {
    TestIssuer issuer = running.issuer();
    User user = newUser();
    Tokens owner = signIn(mcpClient("stub"), user);
    String ours = mcp("stub").initialize(owner.accessToken());
    Secret foreignOwner = issuer.token(issuer.shorter(), "/bU", settings.mcp("stub"));
    String foreign = mcp("stub").initialize(foreignOwner);
    List<Secret> thieves =
        List.of(
            signIn(mcpClient("stub"), newUser()).accessToken(),
            issuer.token(issuer.shorter(), user.id(), settings.mcp("stub")),
            issuer.token(issuer.longer(), user.id(), settings.mcp("stub")));

    int before = running.stub().seen().size();
    thieves.forEach(thief -> assertRefusedOnEveryVerb(thief, ours));
    // Joined without a separator, this issuer and subject read like the owner's.
    assertRefusedOnEveryVerb(issuer.token(issuer.longer(), "U", settings.mcp("stub")), foreign);
    assertThat(running.stub().seen()).hasSize(before);

    assertThat(call("stub", owner.accessToken(), ours)).isEqualTo(200);
    assertThat(call("stub", foreignOwner, foreign)).isEqualTo(200);
  }

  /** Row 74. */
  @Test
  void anonymousSessionCannotBeUpgradedNorABoundOneDowngraded() {
    TestIssuer issuer = running.issuer();
    Secret token = issuer.token(issuer.shorter(), "somebody", settings.mcp("stub-open"));
    String anonymous = mcp("stub-open").initialize(null);
    assertThat(mcp("stub-open").post(null, anonymous, RawMcp.LIST).statusCode()).isEqualTo(200);
    assertThat(mcp("stub-open").post(token, anonymous, RawMcp.LIST).statusCode()).isEqualTo(404);

    String bound = mcp("stub-open").initialize(token);
    assertThat(mcp("stub-open").post(null, bound, RawMcp.LIST).statusCode()).isIn(401, 404);
    String strict = mcp("stub").initialize(signIn(mcpClient("stub"), newUser()).accessToken());
    assertThat(mcp("stub").post(null, strict, RawMcp.LIST).statusCode()).isEqualTo(401);
  }

  /** Row 77. */
  @Test
  void failuresAreHttpStatusesAndAnExpiredTokenKeepsTheSession() {
    OAuthClient client = mcpClient("stub");
    Tokens tokens = signIn(client, newUser());
    String session = mcp("stub").initialize(tokens.accessToken());
    Secret expired =
        running
            .issuer()
            .token(
                Map.of(
                    "aud", settings.mcp("stub").toString(),
                    "exp", java.time.Instant.now().minusSeconds(120).getEpochSecond()));
    HttpResponse<String> refused = mcp("stub").post(expired, session, RawMcp.LIST);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(
            challenge ->
                assertThat(challenge)
                    .startsWith("Bearer ")
                    .contains("error=\"invalid_token\"", "resource_metadata="));
    assertThat(call("stub", client.refresh(refreshToken(tokens)).accessToken(), session))
        .isEqualTo(200);
    assertThat(call("stub", tokens.accessToken(), "no-such-session")).isEqualTo(404);
  }

  /** Row 79. */
  @Test
  void anotherLoginAndAnotherClientOfTheSamePersonMayUseTheSession() throws Exception {
    User user = newUser();
    Secret first = signIn(mcpClient("stub"), user).accessToken();
    Secret second = signIn(mcpClient("stub"), user).accessToken();
    String session = mcp("stub").initialize(first);

    assertThat(call("stub", second, session)).isEqualTo(200);
    assertThat(mcp("stub").post(first, session, RawMcp.call("last-of-79")).statusCode())
        .isEqualTo(200);

    Seen seen =
        running.stub().seen().stream()
            .filter(each -> each.body().contains("last-of-79"))
            .findFirst()
            .orElseThrow();
    assertThat(seen.toString()).doesNotContain(user.id(), session, settings.issuer().toString());
    assertThat(clients(first, second)).hasSize(2);
    await().untilAsserted(() -> assertThat(recordOf(user)).contains(clients(first, second)));
  }

  private static List<String> clients(Secret... tokens) throws ParseException {
    List<String> clients = new ArrayList<>();
    for (Secret token : tokens) {
      clients.add(SignedJWT.parse(token.reveal()).getJWTClaimsSet().getStringClaim("client_id"));
    }
    return clients;
  }

  /** What the audit tells of the user, as it is there. */
  private String recordOf(User user) {
    try (Topic audit = new Topic(settings.bootstrapServers(), Topics.AUDIT)) {
      SubjectId subject = new SubjectId(settings.issuer().toString(), user.id());
      return audit.valuesOf(subject).stream()
          .map(value -> new String(value, StandardCharsets.UTF_8))
          .filter(value -> value.contains("tool-called"))
          .collect(Collectors.joining("\n"));
    }
  }

  private void assertRefusedOnEveryVerb(Secret thief, String session) {
    for (String message : MESSAGES) {
      assertThat(mcp("stub").post(thief, session, message).statusCode()).isEqualTo(404);
    }
    assertThat(mcp("stub").get(thief, session)).isEqualTo(404);
    assertThat(mcp("stub").delete(thief, session).statusCode()).isEqualTo(404);
  }
}
