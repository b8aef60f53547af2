package dev.holdfast.authserver.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.OAuthClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenRejectionTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  @ParameterizedTest
  @CsvSource({
    "code_verifier, another-verifier-of-more-than-forty-three-characters, invalid_grant",
    "code_verifier, '', invalid_grant",
    "redirect_uri, http://127.0.0.1:1/callback, invalid_grant",
    "redirect_uri, '', invalid_grant",
    "code, unheard-of, invalid_grant",
    "code, '', invalid_request",
    "code_verifier, short, invalid_request",
    "resource, https://unknown.example/, invalid_target",
    "grant_type, password, unsupported_grant_type",
    "grant_type, client_credentials, unauthorized_client",
    "grant_type, '', invalid_request",
    "client_id, unheard-of, invalid_client",
    "client_id, '', invalid_client",
  })
  void refusesACodeWithAWrongPart(String name, String value, String error) {
    Map<String, String> form = OAuthClient.redemption(OAuthClient.code("alice", "wonderland"));
    form.put(name, value);

    HttpResponse<String> answer = OAuthClient.token(form);

    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 401);
    assertThat(OAuthClient.string(answer, "error")).isEqualTo(error);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void refusesAGrantTypeItDoesNotKnow() {
    HttpResponse<String> answer =
        OAuthClient.token(Map.of("grant_type", "urn:unheard-of", "client_id", "console"));

    assertThat(OAuthClient.string(answer, "error")).isEqualTo("unsupported_grant_type");
  }

  @Test
  void refusesAnotherClientsCode() {
    Map<String, String> form = OAuthClient.redemption(OAuthClient.code("alice", "wonderland"));
    form.put("client_id", OAuthClient.registerPublicClient());

    assertThat(OAuthClient.string(OAuthClient.token(form), "error")).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, '{}'",
    "text/plain, grant_type=refresh_token",
    "'', grant_type=refresh_token",
    FORM + ", ''",
    FORM + ", grant_type=authorization_code&grant_type=refresh_token&client_id=console",
    FORM + ", grant_type=%ZZ&client_id=%00&code=%",
    FORM + ", =&&==&%",
  })
  void answersBadBodiesWithAnOAuthError(String contentType, String body) {
    HttpResponse<String> answer = OAuthClient.post("/oauth2/token", contentType, body, "");

    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 401);
    assertThat(OAuthClient.string(answer, "error")).startsWith("invalid_");
  }

  @ParameterizedTest
  @CsvSource({"operator, wrong", "unheard-of, operator-secret", "console, secret"})
  void challengesAWrongSecret(String id, String secret) {
    HttpResponse<String> answer =
        OAuthClient.post(
            "/oauth2/token", FORM, "grant_type=client_credentials", OAuthClient.basic(id, secret));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
    assertThat(OAuthClient.string(answer, "error")).isEqualTo("invalid_client");
  }

  @Test
  void refusesAConfidentialClientWithoutItsSecret() {
    HttpResponse<String> answer =
        OAuthClient.token(Map.of("grant_type", "client_credentials", "client_id", "operator"));

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void limitsTheSizeOfAForm() {
    HttpResponse<String> answer =
        OAuthClient.post("/oauth2/token", FORM, "code=" + "x".repeat(100_000), "");

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void answersOtherMethodsWith405() {
    assertThat(OAuthClient.send("GET", "/oauth2/token", "", "", "").statusCode()).isEqualTo(405);
  }
}
