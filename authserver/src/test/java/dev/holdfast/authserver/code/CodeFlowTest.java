package dev.holdfast.authserver.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodeFlowTest {

  @Test
  void aPersonSignsInConsentsAndTheClientGetsTokens() throws Exception {
    var browser = new Browser();
    Map<String, String> request = OAuthClient.authorization();
    request.put("prompt", "consent");
    HttpResponse<String> login = browser.get(OAuthClient.authorizeAddress(request));
    assertThat(login.statusCode()).isEqualTo(200);
    HttpResponse<String> consent = browser.login(login, "alice", "wonderland");
    assertThat(consent.body()).contains("Holdfast console", "<code>openid</code>", "127.0.0.1");

    Map<String, String> answer = Browser.redirectQuery(browser.decide(consent, "allow"));
    assertThat(answer).containsEntry("state", "st4te").containsEntry("iss", Server.issuer());

    HttpResponse<String> tokens =
        OAuthClient.token(OAuthClient.redemption(answer.getOrDefault("code", "")));
    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
    assertThat(tokens.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(OAuthClient.json(tokens))
        .containsEntry("expires_in", 300L)
        .containsEntry("token_type", "Bearer")
        .containsKey("refresh_token");

    SignedJWT access = SignedJWT.parse(OAuthClient.string(tokens, "access_token"));
    JWKSet keys = JWKSet.parse(OAuthClient.send("GET", "/oauth2/jwks", "", "", "").body());
    var key = keys.getKeyByKeyId(access.getHeader().getKeyID()).toECKey();
    assertThat(access.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(key.isPrivate()).isFalse();
    assertThat(access.getHeader().getType()).hasToString("at+jwt");
    assertThat(access.getJWTClaimsSet().getIssuer()).isEqualTo(Server.issuer());
    assertThat(access.getJWTClaimsSet().getAudience()).isEqualTo(List.of(Server.RESOURCE));
    assertThat(access.getJWTClaimsSet().getClaims())
        .containsKeys("sub", "iat", "exp", "jti", "auth_time", "sid", "gid")
        .containsEntry("client_id", "console")
        .containsEntry("scope", "openid profile");

    // OpenID Connect Dynamic Client Registration, section 2: RS256 for who registers nothing else.
    SignedJWT id = SignedJWT.parse(OAuthClient.string(tokens, "id_token"));
    var idKey = keys.getKeyByKeyId(id.getHeader().getKeyID()).toRSAKey();
    assertThat(id.verify(new RSASSAVerifier(idKey))).isTrue();
    assertThat(id.getJWTClaimsSet().getClaims())
        .containsEntry("nonce", "n0nce")
        .containsEntry("preferred_username", "alice")
        .containsEntry("sid", access.getJWTClaimsSet().getClaim("sid"));
  }
}
