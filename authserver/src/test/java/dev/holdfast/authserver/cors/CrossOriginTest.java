package dev.holdfast.authserver.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @ParameterizedTest
  @CsvSource({
    "POST, /oauth2/token",
    "POST, /oauth2/revoke",
    "POST, /oauth2/par",
    "POST, /oauth2/register",
    "POST, /oauth2/device_authorization",
    "GET, /userinfo",
    "GET, /oauth2/jwks",
    "GET, /.well-known/openid-configuration",
    "GET, /.well-known/oauth-authorization-server",
  })
  void aForeignPageMayCallAndReadEvenErrors(String method, String path) throws Exception {
    HttpResponse<String> preflight = send("OPTIONS", path, method);
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(preflight, "Access-Control-Allow-Methods")).contains(method);
    assertThat(header(preflight, "Access-Control-Allow-Headers")).contains("Authorization");

    HttpResponse<String> answer = send(method, path, "");
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(answer, "Access-Control-Expose-Headers")).contains("WWW-Authenticate");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/oauth2/authorize",
        "/oauth2/authorize/continue",
        "/login",
        "/consent",
        "/device",
        "/oauth2/introspect",
        "/admin/users",
        "/connect/demo/callback"
      })
  void nothingThatTakesACookieOrIsNotForBrowsersIsOpen(String path) throws Exception {
    for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
      assertThat(send(method, path, "POST").headers().map().keySet())
          .noneMatch(name -> name.startsWith("access-control-"));
    }
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static HttpResponse<String> send(String method, String path, String preflightFor)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(Server.issuer() + path))
            .method(method, BodyPublishers.noBody())
            .header("Origin", "https://inspector.example");
    if (!preflightFor.isEmpty()) {
      request.header("Access-Control-Request-Method", preflightFor);
      request.header("Access-Control-Request-Headers", "authorization, content-type");
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
