package dev.holdfast.authserver.introspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.CodeFlow;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.grants.EndReason;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrospectionTest {

  private static final String JWT = "application/token-introspection+jwt";

  private final CodeFlow flow = new CodeFlow(Server.issuer());
  private final MemoryGrants grants = Server.bean(MemoryGrants.class);

  @AfterEach
  void restore() {
    grants.down = false;
  }

  @ParameterizedTest
  @CsvSource({"''", "access_token", "refresh_token", "unheard-of"})
  void aResourceServerHearsAboutTokensForItsResource(String hint) {
    HttpResponse<String> tokens = CodeFlow.tokens();
    String access = OAuthClient.string(tokens, "access_token");

    HttpResponse<String> answer =
        introspect("broker", Map.of("token", access, "token_type_hint", hint));

    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    var claims = OAuthClient.claims(access);
    assertThat(OAuthClient.json(answer))
        .containsEntry("active", true)
        .containsEntry("token_type", "Bearer")
        .containsEntry("client_id", "console")
        .containsEntry("scope", "openid profile")
        .containsEntry("iss", Server.issuer())
        .containsEntry("sub", claims.getSubject())
        .containsEntry("aud", List.of(Server.RESOURCE))
        .containsEntry("jti", claims.getJWTID())
        .containsEntry("gid", claims.getClaim("gid"))
        .containsEntry("sid", claims.getClaim("sid"))
        .containsEntry("exp", claims.getExpirationTime().toInstant().getEpochSecond());
  }

  /** The operators' client may ask for this server's audience, and is not this server. */
  @Test
  void whoeverOnlyCallsAServiceHearsNothingOfTokensForIt() {
    Map<String, String> request = OAuthClient.authorization();
    request.remove("resource");
    String access = OAuthClient.string(flow.tokens(request), "access_token");
    assertThat(OAuthClient.claims(access).getAudience()).containsExactly(Server.issuer());

    assertInactive(introspect("operator", Map.of("token", access)));
  }

  @Test
  void whoeverTheTokenIsNotForHearsNothing() {
    HttpResponse<String> tokens = CodeFlow.tokens();

    assertInactive(introspect("worker", token(tokens, "access_token")));
    assertInactive(introspect("broker", token(tokens, "refresh_token")));
    assertInactive(introspect("broker", Map.of("token", "unheard-of")));
    assertInactive(introspect("broker", token(tokens, "id_token")));
  }

  @Test
  void aClientHearsAboutItsOwnRefreshTokenUntilItIsUsed() {
    HttpResponse<String> client =
        OAuthClient.post(
            "/oauth2/register",
            "application/json",
            """
            {"redirect_uris": ["http://127.0.0.1/callback"],
             "grant_types": ["authorization_code", "refresh_token"]}\
            """,
            "");
    String id = OAuthClient.string(client, "client_id");
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", id);
    Map<String, String> form =
        OAuthClient.redemption(
            Browser.redirectQuery(flow.authorize(new Browser(), request)).getOrDefault("code", ""));
    form.remove("client_id");
    String basic = OAuthClient.basic(id, OAuthClient.string(client, "client_secret"));
    HttpResponse<String> tokens = flow.post("/oauth2/token", form, "Authorization", basic);
    String refresh = OAuthClient.string(tokens, "refresh_token");

    assertThat(OAuthClient.json(introspectAs(basic, Map.of("token", refresh))))
        .containsEntry("active", true)
        .containsEntry("client_id", id)
        .containsKeys("sub", "scope", "exp", "iat", "gid")
        .doesNotContainKey("token_type");
    flow.post(
        "/oauth2/token",
        Map.of("grant_type", "refresh_token", "refresh_token", refresh),
        "Authorization",
        basic);
    assertInactive(introspectAs(basic, Map.of("token", refresh)));
  }

  @Test
  void aTokenOfAnEndedGrantIsInactive() {
    HttpResponse<String> tokens = CodeFlow.tokens();
    String gid =
        String.valueOf(
            OAuthClient.claims(OAuthClient.string(tokens, "access_token")).getClaim("gid"));
    grants.end(gid, EndReason.LOGOUT);

    assertInactive(introspect("broker", token(tokens, "access_token")));
  }

  @Test
  void notKnowingIsNotInactive() {
    HttpResponse<String> tokens = CodeFlow.tokens();
    grants.down = true;

    assertThat(introspect("broker", token(tokens, "access_token")).statusCode()).isEqualTo(503);
    assertThat(introspect("broker", Map.of("token", "x")).statusCode()).isEqualTo(503);
  }

  @Test
  void onlyClientsThatProveThemselvesMayAsk() {
    HttpResponse<String> tokens = CodeFlow.tokens();
    String access = OAuthClient.string(tokens, "access_token");

    for (Map<String, String> form :
        List.of(
            Map.of("token", access),
            Map.of("token", access, "client_id", "console"),
            Map.of("token", access, "client_id", "broker"),
            Map.of("token", access, "client_id", "unheard-of"))) {
      HttpResponse<String> answer = flow.post("/oauth2/introspect", form);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
      assertThat(OAuthClient.string(answer, "error")).isEqualTo("invalid_client");
    }
    assertThat(introspect("broker", Map.of()).statusCode()).isEqualTo(400);
  }

  @Test
  void answersWithASignedJwtToWhoAsksForOne() throws Exception {
    HttpResponse<String> tokens = CodeFlow.tokens();

    HttpResponse<String> answer =
        introspect("broker", token(tokens, "access_token"), "Accept", JWT);

    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(JWT);
    SignedJWT jwt = SignedJWT.parse(answer.body());
    var key =
        JWKSet.parse(flow.get("/oauth2/jwks").body()).getKeyByKeyId(jwt.getHeader().getKeyID());
    assertThat(jwt.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
    assertThat(jwt.getHeader().getType()).hasToString("token-introspection+jwt");
    assertThat(jwt.getJWTClaimsSet().getAudience()).isEqualTo(List.of("broker"));
    assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo(Server.issuer());
    assertThat(jwt.getJWTClaimsSet().getJSONObjectClaim("token_introspection"))
        .containsEntry("active", true)
        .containsEntry("client_id", "console");
    HttpResponse<String> inactive = introspect("broker", Map.of("token", "x"), "Accept", JWT);
    assertThat(OAuthClient.claims(inactive.body()).getJSONObjectClaim("token_introspection"))
        .isEqualTo(Map.of("active", false));
  }

  @Test
  void aTokenLivesExactlyAsLongAsItWasPromised() {
    try (var replica = Replica.withFakeClock(Map.of())) {
      var there = new CodeFlow(replica.address());
      HttpResponse<String> tokens = there.tokens(OAuthClient.authorization());
      long expiresIn = (Long) OAuthClient.json(tokens).getOrDefault("expires_in", 0L);
      assertThat(expiresIn).isPositive();

      replica.clock().advance(Duration.ofSeconds(expiresIn - 1));
      assertThat(active(there, tokens)).isTrue();
      replica.clock().advance(Duration.ofSeconds(1));
      assertThat(active(there, tokens)).isFalse();
    }
  }

  private static boolean active(CodeFlow flow, HttpResponse<String> tokens) {
    HttpResponse<String> answer =
        flow.post(
            "/oauth2/introspect",
            token(tokens, "access_token"),
            "Authorization",
            OAuthClient.basic("broker", "broker-secret"));
    return Boolean.TRUE.equals(OAuthClient.json(answer).get("active"));
  }

  private static void assertInactive(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(OAuthClient.json(answer)).isEqualTo(Map.of("active", false));
  }

  private static Map<String, String> token(HttpResponse<String> tokens, String which) {
    return Map.of("token", OAuthClient.string(tokens, which));
  }

  private HttpResponse<String> introspect(
      String client, Map<String, String> form, String... headers) {
    return introspectAs(OAuthClient.basic(client, client + "-secret"), form, headers);
  }

  private HttpResponse<String> introspectAs(
      String basic, Map<String, String> form, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Authorization";
    all[1] = basic;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return flow.post("/oauth2/introspect", form, all);
  }
}
