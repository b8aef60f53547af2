package dev.holdfast.authserver.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where answers go, and where they never go. */
class RedirectTest {

  private static final String CLIENT =
      OAuthClient.string(
          register(
              """
              "redirect_uris": ["https://app.example/cb", "https://app.example/cb?a=1",
               "http://127.0.0.1/cb", "http://[::1]/cb", "http://localhost:3000/cb"]"""),
          "client_id");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/cb",
        "https://app.example/cb?a=1",
        "http://127.0.0.1/cb",
        "http://127.0.0.1:1/cb",
        "http://127.0.0.1:65535/cb",
        "http://[::1]:50000/cb",
        "http://localhost/cb",
        "http://localhost:3000/cb",
        "http://localhost:3001/cb",
      })
  void answersWhereTheClientIs(String redirectUri) {
    HttpResponse<String> answer = authorize(redirectUri);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElse("")).startsWith(redirectUri);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example:443/cb",
        "https://app.example:8443/cb",
        "https://app.example:/cb",
        "http://app.example/cb",
        "https://APP.example/cb",
        "HTTPS://app.example/cb",
        "https://app.example./cb",
        "https://app.example/CB",
        "https://app.example/cb/",
        "https://app.example//cb",
        "https://app.example/x/../cb",
        "https://app.example/./cb",
        "https://app.example/%2e/cb",
        "https://app.example/x/%2e%2e/cb",
        "https://app.example/x/%252e%252e/cb",
        "https://app.example%2fcb",
        "https://app.example/%63b",
        "https://app.example/cb%00",
        "https://app.example/cb%20",
        "https://app.example/cb ",
        " https://app.example/cb",
        "https://app.example/cb#",
        "https://app.example/cb#x",
        "https://app.example/cb?",
        "https://app.example/cb?a=2",
        "https://app.example/cb?a=1&b=2",
        "https://app.example/cb;x",
        "https://user@app.example/cb",
        "https://app.example@evil.example/cb",
        "https://app.example:x@evil.example/cb",
        "https://evil.example\\@app.example/cb",
        "https://app.example\\cb",
        "https:\\\\app.example\\cb",
        "https:/app.example/cb",
        "https:app.example/cb",
        "//app.example/cb",
        "/cb",
        "cb",
        "https://app.example.evil.example/cb",
        "https://evil.example/https://app.example/cb",
        "https://app.ex\u00e4mple/cb",
        "https://\uff41pp.example/cb",
        "https://app\u3002example/cb",
        "https://app.example/cb\u2028",
        "javascript:alert(1)//https://app.example/cb",
        "data:text/html,x",
        "https://127.0.0.1/cb",
        "http://127.0.0.2/cb",
        "http://127.1/cb",
        "http://2130706433/cb",
        "http://0x7f.0.0.1/cb",
        "http://127.0.0.1.evil.example/cb",
        "http://127.0.0.1@evil.example/cb",
        "http://evil.example@127.0.0.1/cb",
        "http://127.0.0.1:80@evil.example/cb",
        "http://127.0.0.1:0/cb",
        "http://127.0.0.1:65536/cb",
        "http://127.0.0.1:-1/cb",
        "http://127.0.0.1:x/cb",
        "http://127.0.0.1/cb?x",
        "http://127.0.0.1/cb/..",
        "http://127.0.0.1/CB",
        "http://[::2]/cb",
        "http://[::ffff:127.0.0.1]/cb",
        "http://[0:0:0:0:0:0:0:1]/cb",
        "http://localhost./cb",
        "http://LOCALHOST/cb",
        "http://localhost.evil.example/cb",
        "http://localhost:3000/cb#x",
      })
  void answersNowhereElse(String redirectUri) {
    HttpResponse<String> answer = authorize(redirectUri);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void norAtAnOverlongAddress() {
    HttpResponse<String> answer = authorize("https://app.example/cb" + "x".repeat(3000));

    assertThat(answer.statusCode()).isBetween(400, 414);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "web, https://a.example/cb, 201",
    "web, http://127.0.0.1/cb, 400",
    "web, http://localhost/cb, 400",
    "web, https://localhost/cb, 400",
    "web, com.example.app:/cb, 400",
    "native, https://a.example/cb, 201",
    "native, http://127.0.0.1/cb, 201",
    "native, http://[::1]/cb, 201",
    "native, http://localhost/cb, 201",
    "native, com.example.app:/cb, 201",
    "native, http://a.example/cb, 400",
    "native, app:/cb, 400",
    "native, com.example.app:cb, 400",
    "native, com.example.app://evil.example/cb, 400",
    "native, com.example.app:/cb#x, 400",
    "native, javascript:alert(1), 400",
    "'', https://a.example/cb, 201",
    "'', http://127.0.0.1:7777/cb, 201",
    "'', http://localhost/cb, 201",
    "'', com.example.app:/cb, 400",
    "'', http://a.example/cb, 400",
    "mainframe, https://a.example/cb, 400",
  })
  void registersWhatFitsTheKindOfApplication(String type, String redirectUri, int status) {
    HttpResponse<String> answer =
        register(
            "\"redirect_uris\": [\"%s\"]%s"
                .formatted(
                    redirectUri, type.isEmpty() ? "" : ", \"application_type\": \"" + type + "\""));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void answersANativeClientAtItsOwnScheme() {
    String id =
        OAuthClient.string(
            register(
                "\"application_type\": \"native\", \"redirect_uris\": [\"com.example.app:/cb\"]"),
            "client_id");
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", id);
    request.put("redirect_uri", "com.example.app:/cb");
    var browser = new Browser();
    var page =
        browser.login(browser.get(OAuthClient.authorizeAddress(request)), "alice", "wonderland");

    assertThat(page.body()).contains("<strong>com.example.app</strong>");
    assertThat(browser.decide(page, "allow").headers().firstValue("Location").orElse(""))
        .startsWith("com.example.app:/cb?");
  }

  private static HttpResponse<String> authorize(String redirectUri) {
    Map<String, String> request = OAuthClient.authorization();
    request.put("client_id", CLIENT);
    request.put("redirect_uri", redirectUri);
    // Answered at once, to whoever is not signed in.
    request.put("prompt", "none");
    return new Browser().get(OAuthClient.authorizeAddress(request));
  }

  private static HttpResponse<String> register(String members) {
    return OAuthClient.post(
        "/oauth2/register",
        "application/json",
        "{\"client_name\": \"A\", \"token_endpoint_auth_method\": \"none\", " + members + "}",
        "");
  }
}
