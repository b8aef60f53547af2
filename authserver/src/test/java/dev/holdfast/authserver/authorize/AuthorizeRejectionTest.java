package dev.holdfast.authserver.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Server;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizeRejectionTest {

  @ParameterizedTest
  @CsvSource({
    "client_id, nobody",
    "client_id, 'console '",
    "client_id, CONSOLE",
    "client_id, ''",
    "redirect_uri, https://evil.example/callback",
    "redirect_uri, http://127.0.0.1/callback/..",
    "redirect_uri, http://127.0.0.1@evil.example/callback",
    "redirect_uri, http://127.0.0.1.evil.example/callback",
    "redirect_uri, http://127.0.0.1/callback#x",
    "redirect_uri, '::not a uri'",
    "redirect_uri, ''",
  })
  void neverRedirectsToAnAddressThatIsNotTheClients(String name, String value) {
    HttpResponse<String> answer = authorizeWith(name, value);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'");
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "response_type, code id_token, unsupported_response_type",
    "response_type, '', invalid_request",
    "response_mode, fragment, invalid_request",
    "code_challenge, '', invalid_request",
    "code_challenge, short, invalid_request",
    "code_challenge_method, plain, invalid_request",
    "code_challenge_method, '', invalid_request",
    "scope, users:admin, invalid_scope",
    "scope, openid unheard-of, invalid_scope",
    "resource, https://unknown.example/, invalid_target",
    "resource, http://localhost:8080/mcp/sample#fragment, invalid_target",
    "resource, /relative, invalid_target",
    "resource, '::', invalid_target",
    "request, eyJhbGciOiJub25lIn0.e30., request_not_supported",
    "request_uri, https://evil.example/, request_uri_not_supported",
    "prompt, none, login_required",
    "prompt, none login, invalid_request",
    "prompt, unheard-of, invalid_request",
    "max_age, -1, invalid_request",
    "max_age, 99999999999999999999, invalid_request",
  })
  void tellsTheClientWithStateAndIssuer(String name, String value, String error) {
    HttpResponse<String> answer = authorizeWith(name, value);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(Browser.redirectQuery(answer))
        .containsEntry("error", error)
        .containsEntry("state", "st4te")
        .containsEntry("iss", Server.issuer());
  }

  @Test
  void refusesAParameterThatComesTwice() {
    HttpResponse<String> answer =
        new Browser()
            .get(OAuthClient.authorizeAddress(OAuthClient.authorization()) + "&scope=openid");

    assertThat(Browser.redirectQuery(answer)).containsEntry("error", "invalid_request");
  }

  @Test
  void keepsAClientToItsResources() {
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", "kiosk");
    assertThat(new Browser().get(OAuthClient.authorizeAddress(request)).statusCode())
        .isEqualTo(200);

    request.put("resource", Server.PROVIDER_RESOURCE);
    assertThat(Browser.redirectQuery(new Browser().get(OAuthClient.authorizeAddress(request))))
        .containsEntry("error", "invalid_target");
  }

  @Test
  void acceptsAnyPortOfALoopbackAddress() {
    HttpResponse<String> answer = authorizeWith("redirect_uri", "http://127.0.0.1:54321/callback");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("form-action 'self' http://127.0.0.1:54321");
  }

  @Test
  void answersOtherMethodsWith405() {
    assertThat(OAuthClient.send("DELETE", "/oauth2/authorize", "", "", "").statusCode())
        .isEqualTo(405);
  }

  private static HttpResponse<String> authorizeWith(String name, String value) {
    Map<String, String> request = OAuthClient.authorization();
    request.put(name, value);
    return new Browser().get(OAuthClient.authorizeAddress(request));
  }
}
