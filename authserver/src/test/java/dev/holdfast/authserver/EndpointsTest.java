package dev.holdfast.authserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.authserver.key.SigningKeys;
import dev.holdfast.contracts.grants.EndReason;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final MemoryGrants grants = Server.bean(MemoryGrants.class);

  @ParameterizedTest
  @ValueSource(strings = {"oauth-authorization-server", "openid-configuration"})
  void describesWhatItCanDo(String document) {
    assertThat(OAuthClient.json(get("/.well-known/" + document, "")))
        .containsEntry("issuer", Server.issuer())
        .containsEntry("code_challenge_methods_supported", List.of("S256"))
        .containsEntry("response_types_supported", List.of("code"))
        .containsEntry("authorization_response_iss_parameter_supported", true)
        .containsEntry("jwks_uri", Server.issuer() + "/oauth2/jwks")
        .containsEntry("registration_endpoint", Server.issuer() + "/oauth2/register");
  }

  @Test
  void aReplicaSignsWithTheSameKey() {
    String own = Server.bean(SigningKeys.class).publicKeys().toString();
    try (var replica = Server.replica(Map.of())) {
      assertThat(replica.getBean(SigningKeys.class).publicKeys()).hasToString(own);
    }
  }

  @Test
  void revokingARefreshTokenEndsItsGrant() {
    var tokens = tokens();
    HttpResponse<String> answer =
        revoke(Map.of("client_id", "console", "token", value(tokens, "refresh_token")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(grants.ended).containsEntry(gid(tokens), EndReason.CLIENT_REQUEST);
  }

  @Test
  void revokingAnAccessTokenEndsItsGrantForItsOwnClientOnly() {
    var tokens = tokens();
    String access = value(tokens, "access_token");
    String other = OAuthClient.registerPublicClient();

    assertThat(revoke(Map.of("client_id", other, "token", access)).statusCode()).isEqualTo(200);
    assertThat(grants.live).containsKey(gid(tokens));
    revoke(Map.of("client_id", "console", "token", access));
    assertThat(grants.ended).containsEntry(gid(tokens), EndReason.CLIENT_REQUEST);
  }

  @Test
  void revokingDoesNotDependOnTheHint() {
    var tokens = tokens();
    revoke(
        Map.of(
            "client_id",
            "console",
            "token",
            value(tokens, "refresh_token"),
            "token_type_hint",
            "access_token"));

    assertThat(grants.ended).containsEntry(gid(tokens), EndReason.CLIENT_REQUEST);
  }

  @Test
  void revokingATokenThatOnlyExpiresIsNotPretended() {
    String basic = OAuthClient.basic("operator", "operator-secret");
    HttpResponse<String> token =
        OAuthClient.post(
            "/oauth2/token", FORM, "grant_type=client_credentials&scope=users:admin", basic);

    HttpResponse<String> answer =
        OAuthClient.post("/oauth2/revoke", FORM, "token=" + value(token, "access_token"), basic);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(value(answer, "error")).isEqualTo("unsupported_token_type");
  }

  @Test
  void revokingAnythingElseIsAnAnswerToo() {
    assertThat(revoke(Map.of("client_id", "console", "token", "unheard-of")).statusCode())
        .isEqualTo(200);
    assertThat(revoke(Map.of("client_id", "console")).statusCode()).isEqualTo(400);
    assertThat(revoke(Map.of("token", "x")).statusCode()).isEqualTo(401);
  }

  @Test
  void userInfoTellsWhoThePersonIs() {
    HttpResponse<String> answer = get("/userinfo", "Bearer " + value(tokens(), "access_token"));

    assertThat(OAuthClient.json(answer))
        .containsEntry("name", "Alice <Liddell>")
        .containsEntry("preferred_username", "alice")
        .containsKey("sub");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer x", "Bearer a.b.c", "Basic YTpi"})
  void userInfoChallengesEverythingElse(String authorization) {
    HttpResponse<String> answer = get("/userinfo", authorization);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
  }

  @Test
  void pagesEscapeWhatClientsChoose() {
    String id =
        OAuthClient.string(
            OAuthClient.post(
                "/oauth2/register",
                "application/json",
                """
                {"redirect_uris": ["https://a.example/cb"], "client_name": "<script>x</script>",
                 "token_endpoint_auth_method": "none"}""",
                ""),
            "client_id");
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", id);
    request.put("redirect_uri", "https://a.example/cb");
    var browser = new Browser();
    HttpResponse<String> consent =
        browser.login(browser.get(OAuthClient.authorizeAddress(request)), "alice", "wonderland");

    assertThat(consent.body())
        .doesNotContain("<script")
        .contains("&lt;script&gt;x&lt;/script&gt;", "a.example", Server.RESOURCE);
  }

  @Test
  void healthAndStylesheetAreOpen() {
    assertThat(get("/health/liveness", "").statusCode()).isEqualTo(200);
    assertThat(get("/assets/style.css", "").statusCode()).isEqualTo(200);
    assertThat(get("/prometheus", "").statusCode()).isEqualTo(200);
    assertThat(get("/unheard-of", "").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> tokens() {
    return OAuthClient.token(OAuthClient.redemption(OAuthClient.code("alice", "wonderland")));
  }

  private static String gid(HttpResponse<String> tokens) {
    return String.valueOf(OAuthClient.claims(value(tokens, "access_token")).getClaim("gid"));
  }

  private static String value(HttpResponse<String> tokens, String member) {
    return OAuthClient.string(tokens, member);
  }

  private static HttpResponse<String> get(String path, String authorization) {
    return OAuthClient.send("GET", path, "", "", authorization);
  }

  private static HttpResponse<String> revoke(Map<String, String> form) {
    return OAuthClient.post("/oauth2/revoke", FORM, Browser.encode(form), "");
  }
}
