package dev.holdfast.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.RunningSystem;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.acceptance.fixture.User;
import dev.holdfast.local.client.OAuthClient;
import dev.holdfast.local.client.RegisteredClient;
import dev.holdfast.local.client.Tokens;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows 5 and 25: the policy is the server's, for each client, and nobody's to ask for. */
final class PolicyTest extends Story {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:43119/callback");

  /** Row 5. */
  @Test
  void anotherMcpClientRelaxesNothingForBrowsers() throws ParseException {
    String before = operator.policy();
    assertThat(JSONObjectUtils.parse(before))
        .containsEntry("singleSession", true)
        .containsEntry("clientIds", List.of("console"));
    User user = newUser();
    OAuthClient added = mcpClient("stub");
    Tokens tokens = signIn(added, user);

    assertThat(operator.policy()).isEqualTo(before);
    assertOlderConsoleEnds(user);
    assertThat(refreshOutcome(added, refreshToken(tokens))).isEqualTo("ok");
    assertThat(operator.policy()).isEqualTo(before);
  }

  /** Row 25. */
  @Test
  void nobodyRegistersItselfAPolicyOrAnothersId() throws ParseException {
    String before = operator.policy();

    Map<String, Object> registered =
        register(
            """
            {"client_name": "Sly", "redirect_uris": ["%s"], "token_endpoint_auth_method": "none",
             "grant_types": ["authorization_code", "refresh_token"],
             "client_id": "console ", "single_session": true, "singleSession": true,
             "revocation": {"client-ids": ["CONSOLE", "console "]}, "client_ids": ["console "]}"""
                .formatted(CALLBACK));

    String id = String.valueOf(registered.get("client_id"));
    assertThat(id).isNotEqualToIgnoringCase("console").isNotEqualTo("console ");
    assertThat(registered)
        .doesNotContainKeys("single_session", "singleSession", "revocation", "client_ids");
    assertThat(operator.policy()).isEqualTo(before);
    // It is a client like any other: spared at a login elsewhere.
    User user = newUser();
    OAuthClient sly =
        OAuthClient.registered(
            settings.mcp("stub"), RegisteredClient.publicClient(id, CALLBACK), Clock.systemUTC());
    Tokens tokens = signIn(sly, user);
    assertOlderConsoleEnds(user);
    assertThat(refreshOutcome(sly, refreshToken(tokens))).isEqualTo("ok");
  }

  private void assertOlderConsoleEnds(User user) {
    OAuthClient console = console();
    Tokens older = signIn(console, user);
    Tokens newer = signIn(console, user);
    await()
        .atMost(RunningSystem.T)
        .until(() -> refreshOutcome(console, refreshToken(older)).equals("invalid_grant"));
    assertThat(refreshOutcome(console, refreshToken(newer))).isEqualTo("ok");
  }

  private Map<String, Object> register(String json) throws ParseException {
    HttpResponse<String> answer =
        RawMcp.send(
            HttpRequest.newBuilder(URI.create(settings.issuer() + "/oauth2/register"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSONObjectUtils.parse(answer.body());
  }
}
