package dev.holdfast.authserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Pkce;
import dev.holdfast.authserver.harness.RawHttp;
import dev.holdfast.authserver.harness.Server;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Whatever comes in, nothing is the server's fault. In the gate this replays the inputs kept beside
 * it; {@code ./dev fuzz} searches for new ones, guided by coverage.
 */
final class EndpointFuzzTest {

  private static final String[] NAMES = {
    "grant_type",
    "client_id",
    "client_secret",
    "code",
    "redirect_uri",
    "code_verifier",
    "refresh_token",
    "scope",
    "resource",
    "device_code",
    "subject_token",
    "subject_token_type",
    "actor_token",
    "actor_token_type",
    "requested_token_type",
    "audience",
    "client_assertion",
    "client_assertion_type",
    "token",
    "token_type_hint",
    "response_type",
    "response_mode",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "prompt",
    "max_age",
    "login_hint",
    "id_token_hint",
    "claims",
    "request",
    "request_uri",
    "acr_values",
    "ui_locales"
  };
  private static final String[] VALUES = {
    "authorization_code",
    "refresh_token",
    "client_credentials",
    "urn:ietf:params:oauth:grant-type:device_code",
    "urn:ietf:params:oauth:grant-type:token-exchange",
    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    "urn:ietf:params:oauth:token-type:access_token",
    "urn:ietf:params:oauth:request_uri:x",
    "console",
    "operator",
    "operator-secret",
    "https://10.0.0.1/metadata.json",
    "code",
    "query",
    "form_post",
    "S256",
    "plain",
    "none",
    "login",
    "consent",
    "openid profile",
    "http://127.0.0.1/callback",
    Server.RESOURCE,
    Pkce.CHALLENGE,
    Pkce.VERIFIER.getValue(),
    "eyJhbGciOiJub25lIn0.e30.",
    "{\"id_token\":{\"auth_time\":null}}",
    "-1",
    "999999999999",
    "%",
    ""
  };
  private static final String[] FORMS = {
    "/oauth2/token",
    "/oauth2/revoke",
    "/oauth2/introspect",
    "/oauth2/par",
    "/oauth2/device_authorization",
    "/login",
    "/consent",
    "/device",
    "/logout"
  };

  @FuzzTest(maxDuration = "3m")
  void noFormIsTheServersFault(FuzzedDataProvider data) {
    String path = data.pickValue(FORMS);
    byte[] body = data.consumeBoolean() ? parameters(data) : data.consumeRemainingAsBytes();
    String form = text(body);
    RawHttp.Answer answer = RawHttp.post(path, "application/x-www-form-urlencoded", form);
    if (!tellsOfADocumentOutOfReach(form, answer)) {
      assertThat(answer.status()).as(path).isLessThan(500);
    }
  }

  /** A client id may be the address of a document that nobody serves; trying again may help. */
  private static boolean tellsOfADocumentOutOfReach(String form, RawHttp.Answer answer) {
    return form.contains("client_id=http")
        && answer.status() == 503
        && answer.body().contains("temporarily_unavailable");
  }

  @FuzzTest(maxDuration = "3m")
  void noRegistrationIsTheServersFault(FuzzedDataProvider data) {
    String body = text(data.consumeRemainingAsBytes());
    assertThat(RawHttp.post("/oauth2/register", "application/json", body).status()).isLessThan(500);
  }

  @FuzzTest(maxDuration = "3m")
  void noAuthorizationRequestIsTheServersFault(FuzzedDataProvider data) {
    byte[] query = data.consumeBoolean() ? parameters(data) : data.consumeRemainingAsBytes();
    assertThat(RawHttp.get("/oauth2/authorize?" + withinOneLine(query)).status()).isLessThan(500);
  }

  /** Known names, known and unknown values, some of them broken or twice. */
  private static byte[] parameters(FuzzedDataProvider data) {
    var form = new ByteArrayOutputStream();
    int count = data.consumeInt(1, 12);
    for (int i = 0; i < count; i++) {
      form.writeBytes(data.pickValue(NAMES).getBytes(StandardCharsets.UTF_8));
      form.write('=');
      form.writeBytes(
          data.consumeBoolean()
              ? Browser.encode(data.pickValue(VALUES)).getBytes(StandardCharsets.UTF_8)
              : data.consumeBytes(40));
      form.write('&');
    }
    return form.toByteArray();
  }

  /** Every byte is one character, as {@link RawHttp} sends it. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String withinOneLine(byte[] bytes) {
    return text(bytes).replaceAll("[ \\r\\n]", "+");
  }
}
