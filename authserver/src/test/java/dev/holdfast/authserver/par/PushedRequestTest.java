package dev.holdfast.authserver.par;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.CodeFlow;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushedRequestTest {

  private final CodeFlow flow = new CodeFlow(Server.issuer());

  @Test
  void aReferenceStandsForTheRequestOnce() {
    HttpResponse<String> pushed = push(OAuthClient.authorization());
    assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(201);
    assertThat(pushed.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(OAuthClient.json(pushed)).containsEntry("expires_in", 60L);
    String reference = OAuthClient.string(pushed, "request_uri");
    assertThat(reference).startsWith("urn:ietf:params:oauth:request_uri:");

    Map<String, String> request = reference("console", reference);
    // RFC 9126, section 4: what stands beside the reference does not count.
    request.put("state", "another");
    request.put("scope", "openid users:admin");
    HttpResponse<String> answer = flow.authorize(new Browser(), request);

    assertThat(Browser.redirectQuery(answer)).containsEntry("state", "st4te").containsKey("code");
    assertThat(flow.authorize(new Browser(), request).statusCode()).isEqualTo(400);
  }

  @Test
  void ofTwentyBrowsersOneMayUseIt() {
    String reference = OAuthClient.string(push(OAuthClient.authorization()), "request_uri");
    String address = OAuthClient.authorizeAddress(reference("console", reference));

    List<Integer> answers =
        Races.values(Races.run(20, () -> new Browser().get(address).statusCode()));

    assertThat(answers).hasSize(20).containsOnly(200, 400);
    assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
  }

  @Test
  void isBoundToItsClient() {
    String reference = OAuthClient.string(push(OAuthClient.authorization()), "request_uri");
    String other = OAuthClient.registerPublicClient();

    assertThat(flow.authorize(new Browser(), reference(other, reference)).statusCode())
        .isEqualTo(400);
    assertThat(flow.authorize(new Browser(), reference("console", reference)).statusCode())
        .isEqualTo(302);
  }

  @Test
  void expires() {
    try (var replica = Replica.withFakeClock(Map.of())) {
      var there = new CodeFlow(replica.address());
      HttpResponse<String> pushed = there.post("/oauth2/par", OAuthClient.authorization());
      replica.clock().advance(Duration.ofSeconds(60));

      Map<String, String> request = reference("console", OAuthClient.string(pushed, "request_uri"));
      assertThat(there.authorize(new Browser(replica.address()), request).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void keepsAClientToItsResources() {
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", "kiosk");
    assertThat(push(request).statusCode()).isEqualTo(201);

    request.put("resource", Server.PROVIDER_RESOURCE);
    assertThat(OAuthClient.string(push(request), "error")).isEqualTo("invalid_target");
  }

  @ParameterizedTest
  @CsvSource({
    "redirect_uri, https://evil.example/callback, invalid_request",
    "response_type, token, unsupported_response_type",
    "code_challenge, '', invalid_request",
    "scope, users:admin, invalid_scope",
    "resource, https://unknown.example/, invalid_target",
    "request_uri, urn:ietf:params:oauth:request_uri:x, invalid_request",
    "request_uri, https://evil.example/, invalid_request",
    "request, eyJhbGciOiJub25lIn0.e30., request_not_supported",
    "client_id, unheard-of, invalid_client",
    "client_id, '', invalid_client",
    "client_id, broker, invalid_client",
    "claims, nonsense, invalid_request",
  })
  void refusesWhatTheAuthorizationEndpointWouldRefuse(String name, String value, String error) {
    Map<String, String> request = OAuthClient.authorization();
    request.put(name, value);

    HttpResponse<String> answer = push(request);

    assertThat(answer.statusCode()).isEqualTo(error.equals("invalid_client") ? 401 : 400);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo(error);
  }

  @Test
  void aConfidentialClientPushesWithItsSecretWhichIsNotKept() {
    Map<String, String> request = OAuthClient.authorization();
    HttpResponse<String> client =
        OAuthClient.post(
            "/oauth2/register",
            "application/json",
            """
            {"redirect_uris": ["http://127.0.0.1/callback"],
             "token_endpoint_auth_method": "client_secret_post"}\
            """,
            "");
    request.put("client_id", OAuthClient.string(client, "client_id"));
    assertThat(push(request).statusCode()).isEqualTo(401);
    request.put("client_secret", OAuthClient.string(client, "client_secret"));
    HttpResponse<String> pushed = push(request);

    assertThat(pushed.statusCode()).isEqualTo(201);
    Map<String, String> reference =
        reference(
            OAuthClient.string(client, "client_id"), OAuthClient.string(pushed, "request_uri"));
    assertThat(Browser.redirectQuery(flow.authorize(new Browser(), reference))).containsKey("code");
  }

  @Test
  void aClientMayHaveBoundItselfToPush() {
    HttpResponse<String> client =
        OAuthClient.post(
            "/oauth2/register",
            "application/json",
            """
            {"redirect_uris": ["http://127.0.0.1/callback"],
             "token_endpoint_auth_method": "none",
             "require_pushed_authorization_requests": true}\
            """,
            "");
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", OAuthClient.string(client, "client_id"));

    assertThat(Browser.redirectQuery(flow.authorize(new Browser(), request)))
        .containsEntry("error", "invalid_request")
        .containsEntry("iss", Server.issuer())
        .containsEntry("state", "st4te");
    Map<String, String> reference =
        reference(
            OAuthClient.string(client, "client_id"),
            OAuthClient.string(push(request), "request_uri"));
    assertThat(Browser.redirectQuery(flow.authorize(new Browser(), reference))).containsKey("code");
  }

  @Test
  void allMayBeBoundToPush() {
    try (var replica = Replica.with(Map.of("holdfast.authserver.par.required", true))) {
      var there = new CodeFlow(replica.address());
      var browser = new Browser(replica.address());

      assertThat(
              OAuthClient.json(replica.get("/.well-known/openid-configuration"))
                  .get("require_pushed_authorization_requests"))
          .isEqualTo(true);
      assertThat(Browser.redirectQuery(there.authorize(browser, OAuthClient.authorization())))
          .containsEntry("error", "invalid_request");
      HttpResponse<String> pushed = there.post("/oauth2/par", OAuthClient.authorization());
      Map<String, String> request = reference("console", OAuthClient.string(pushed, "request_uri"));
      assertThat(Browser.redirectQuery(there.authorize(browser, request))).containsKey("code");
    }
  }

  private HttpResponse<String> push(Map<String, String> request) {
    return flow.post("/oauth2/par", request);
  }

  private static Map<String, String> reference(String client, String reference) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("client_id", client);
    request.put("request_uri", reference);
    return request;
  }
}
