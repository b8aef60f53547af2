package dev.holdfast.authserver.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Dynamic Client Registration, section 2: id_token_signed_response_alg. */
class IdTokenAlgorithmTest {

  private static final String CALLBACK = "http://127.0.0.1/algorithm";

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "ES256"})
  void aClientGetsIdTokensSignedAsItRegistered(String algorithm) throws Exception {
    HttpResponse<String> registered = register(algorithm);

    assertThat(OAuthClient.string(registered, "id_token_signed_response_alg")).isEqualTo(algorithm);
    String idToken = idToken(OAuthClient.string(registered, "client_id"));
    assertThat(SignedJWT.parse(idToken).getHeader().getAlgorithm())
        .isEqualTo(JWSAlgorithm.parse(algorithm));
  }

  @Test
  void aClientThatDoesNotSayGetsTheOneEverybodyKnows() {
    assertThat(OAuthClient.string(register(""), "id_token_signed_response_alg")).isEqualTo("RS256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "PS256", "ES384", "EdDSA", "RS512"})
  void anAlgorithmWithoutAKeyIsRefused(String algorithm) {
    HttpResponse<String> answer = register(algorithm);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo("invalid_client_metadata");
  }

  private static String idToken(String clientId) {
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", clientId);
    request.put("redirect_uri", CALLBACK);
    var browser = new Browser();
    HttpResponse<String> consent =
        browser.login(browser.get(OAuthClient.authorizeAddress(request)), "alice", "wonderland");
    String code = Browser.redirectQuery(browser.decide(consent, "allow")).get("code");
    Map<String, String> redemption = OAuthClient.redemption(String.valueOf(code));
    redemption.put("client_id", clientId);
    redemption.put("redirect_uri", CALLBACK);
    return OAuthClient.string(OAuthClient.token(redemption), "id_token");
  }

  private static HttpResponse<String> register(String algorithm) {
    String member =
        algorithm.isEmpty() ? "" : ", \"id_token_signed_response_alg\": \"" + algorithm + '"';
    String metadata =
        "{\"redirect_uris\": [\"%s\"], \"token_endpoint_auth_method\": \"none\"%s}"
            .formatted(CALLBACK, member);
    return OAuthClient.register(metadata);
  }
}
