package dev.holdfast.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.acceptance.fixture.OAuthForm;
import dev.holdfast.acceptance.fixture.RawMcp;
import dev.holdfast.acceptance.fixture.Story;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import dev.holdfast.local.browser.Page;
import dev.holdfast.local.client.OAuthClient;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of bad input, from outside. */
final class BadInputTest extends Story {

  @Test
  void unknownClientAndForeignRedirectStayOnAnErrorPage() {
    OAuthClient client = mcpClient("stub");
    URI sound = client.attempt().uri();
    for (URI bad :
        new URI[] {
          changed(sound, "client_id", "nobody"),
          changed(sound, "redirect_uri", "https%3A%2F%2Fevil.example%2Fcb"),
          changed(sound, "redirect_uri", "http%3A%2F%2F127.0.0.1%3A43119%2Fcallback%2F..%2Fevil"),
          changed(sound, "redirect_uri", "http%3A%2F%2F127.0.0.1%3A43119%40evil.example%2Fcallback")
        }) {
      Page page = new Browser().stopAt(URI.create("https://evil.example")).open(bad);
      assertThat(page.status()).isEqualTo(400);
      assertThat(page.uri().getHost()).isEqualTo("localhost");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge_method, plain, invalid_request",
    "code_challenge, '', invalid_request",
    "response_type, token, unsupported_response_type",
    "scope, no-such-scope, invalid_scope",
    "resource, http%3A%2F%2Flocalhost%3A1%2Fother, invalid_target"
  })
  void badAuthorizationRequestComesBackWithStateAndIss(String name, String value, String error) {
    OAuthClient client = mcpClient("stub");
    URI bad = changed(client.attempt().uri(), name, value);
    Page page = new Browser().stopAt(client.client().redirectUri()).open(bad);
    assertThat(page.uri().toString())
        .startsWith(client.client().redirectUri().toString())
        .contains("error=" + error, "state=", "iss=");
  }

  @Test
  void tokenEndpointAnswersStandardErrors() {
    URI token = URI.create(settings.issuer() + "/oauth2/token");
    assertThat(OAuthForm.to(token).send().error()).isEqualTo("invalid_request");
    assertThat(
            OAuthForm.to(token)
                .with("grant_type", "password")
                .with("client_id", mcpClient("stub").client().id().getValue())
                .send()
                .error())
        .isEqualTo("unsupported_grant_type");
    OAuthForm.Answer nobody =
        OAuthForm.to(token)
            .with("grant_type", "refresh_token")
            .with("refresh_token", "x")
            .with("client_id", "nobody")
            .send();
    assertThat(nobody.error()).isEqualTo("invalid_client");
    assertThat(nobody.status()).isIn(400, 401);
    assertThat(OAuthForm.post(token, "x=" + "y".repeat(3_000_000)).status()).isEqualTo(413);
  }

  @Test
  void gatewayAnswersStandardErrors() {
    Secret token = signIn(mcpClient("stub"), newUser()).accessToken();
    String session = mcp("stub").initialize(token);
    HttpResponse<String> broken = mcp("stub").post(token, session, "{\"jsonrpc\":");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("-32700");
    HttpResponse<String> huge =
        RawMcp.send(
            mcp("stub")
                .request(token, session)
                .POST(BodyPublishers.ofString("[" + " ".repeat(5_000_000) + "]"))
                .build());
    assertThat(huge.statusCode()).isEqualTo(413);
    assertThat(mcp("no-such-server").post(token, null, RawMcp.INITIALIZE).statusCode())
        .isEqualTo(404);
    assertThat(call("stub", token, "hf1.garbage")).isEqualTo(404);
    assertThat(call("stub", token, flipped(session))).isEqualTo(404);
    assertThat(
            RawMcp.send(
                    mcp("stub")
                        .request(token, session)
                        .header("Origin", "https://evil.example")
                        .POST(BodyPublishers.ofString(RawMcp.LIST))
                        .build())
                .statusCode())
        .isEqualTo(403);
    assertThat(call("stub", token, session)).isEqualTo(200);
  }

  private static String flipped(String session) {
    int middle = session.length() / 2;
    char other = session.charAt(middle) == 'A' ? 'B' : 'A';
    return session.substring(0, middle) + other + session.substring(middle + 1);
  }

  /** The same address with one parameter replaced, or added if it was not there. */
  private static URI changed(URI uri, String parameter, String encodedValue) {
    String present = "([?&]" + Pattern.quote(parameter) + "=)[^&]*";
    String changed =
        Pattern.compile(present).matcher(uri.toString()).find()
            ? uri.toString()
                .replaceFirst(
                    present, "$1" + java.util.regex.Matcher.quoteReplacement(encodedValue))
            : uri + "&" + parameter + "=" + encodedValue;
    assertThat(changed).isNotEqualTo(uri.toString());
    return URI.create(changed);
  }
}
