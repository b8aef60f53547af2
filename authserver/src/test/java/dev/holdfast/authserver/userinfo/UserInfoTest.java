package dev.holdfast.authserver.userinfo;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.CodeFlow;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.grants.EndReason;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserInfoTest {

  private final CodeFlow flow = new CodeFlow(Server.issuer());
  private final MemoryGrants grants = Server.bean(MemoryGrants.class);

  @AfterEach
  void restore() {
    grants.down = false;
  }

  @Test
  void takesTheTokenInTheHeaderOrInAFormButNeverInAQuery() {
    String token = OAuthClient.string(CodeFlow.tokens(), "access_token");

    assertThat(OAuthClient.json(flow.post("/userinfo", Map.of(), "Authorization", bearer(token))))
        .containsEntry("preferred_username", "alice");
    assertThat(OAuthClient.json(flow.post("/userinfo", Map.of("access_token", token))))
        .containsEntry("preferred_username", "alice");
    assertThat(flow.get("/userinfo?access_token=" + token).statusCode()).isEqualTo(401);
    assertThat(flow.post("/userinfo?access_token=" + token, Map.of()).statusCode()).isEqualTo(401);
  }

  @Test
  void tellsWhatTheScopesAllow() {
    HttpResponse<String> answer = userInfo(tokens("openid", ""));

    assertThat(OAuthClient.json(answer)).containsOnlyKeys("sub");
  }

  @Test
  void aClaimAskedForByNameIsAskedForByItsScope() {
    HttpResponse<String> tokens =
        tokens("openid", "{\"userinfo\": {\"name\": {\"essential\": true}}}");

    assertThat(OAuthClient.string(tokens, "scope")).isEqualTo("openid profile");
    assertThat(OAuthClient.json(userInfo(tokens))).containsEntry("name", "Alice <Liddell>");
    assertThat(OAuthClient.claims(OAuthClient.string(tokens, "id_token")).getClaims())
        .containsEntry("name", "Alice <Liddell>");
  }

  @Test
  void unknownAndUnmetClaimsAreLeftOutUnlessDemanded() {
    assertThat(
            tokens(
                    "openid",
                    "{\"id_token\": {\"acr\": null, \"auth_time\": {\"essential\": true}}}")
                .statusCode())
        .isEqualTo(200);
    assertThat(refused("{\"id_token\": {\"acr\": {\"essential\": true, \"values\": [\"2\"]}}}"))
        .isEqualTo("unmet_authentication_requirements");
    assertThat(refused("[")).isEqualTo("invalid_request");
    assertThat(refused("{\"id_token\": 7}")).isEqualTo("invalid_request");
  }

  @Test
  void theIdTokenIsTiedToItsAccessToken() {
    HttpResponse<String> tokens = CodeFlow.tokens();
    var access = new BearerAccessToken(OAuthClient.string(tokens, "access_token"));

    assertThat(OAuthClient.claims(OAuthClient.string(tokens, "id_token")).getClaim("at_hash"))
        .isEqualTo(AccessTokenHash.compute(access, JWSAlgorithm.RS256, null).getValue());
  }

  @Test
  void theTokenJustReplacedStillWorksAndTheTokensOfAnEndedGrantDoNot() {
    HttpResponse<String> first = CodeFlow.tokens();
    HttpResponse<String> second =
        OAuthClient.token(OAuthClient.refresh(OAuthClient.string(first, "refresh_token")));
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(userInfo(first).statusCode()).isEqualTo(200);

    grants.end(
        String.valueOf(
            OAuthClient.claims(OAuthClient.string(first, "access_token")).getClaim("gid")),
        EndReason.LOGOUT);
    HttpResponse<String> refused = userInfo(second);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("invalid_token");
  }

  @Test
  void passingTroubleIsNotARefusal() {
    HttpResponse<String> tokens = CodeFlow.tokens();
    grants.down = true;

    assertThat(userInfo(tokens).statusCode()).isEqualTo(503);
  }

  private HttpResponse<String> tokens(String scope, String claims) {
    Map<String, String> request = OAuthClient.authorization();
    request.put("scope", scope);
    request.put("claims", claims);
    return flow.tokens(request);
  }

  private String refused(String claims) {
    Map<String, String> request = OAuthClient.authorization();
    request.put("claims", claims);
    return Browser.redirectQuery(flow.authorize(new Browser(), request))
        .getOrDefault("error", "none");
  }

  private HttpResponse<String> userInfo(HttpResponse<String> tokens) {
    String token = OAuthClient.string(tokens, "access_token");
    return flow.post("/userinfo", Map.of(), "Authorization", bearer(token));
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }
}
