package dev.holdfast.authserver.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Mutation;
import dev.holdfast.authserver.harness.RawHttp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies, forms and addresses that are none: an exact refusal, and never an error of ours. */
class BadInputTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  @ParameterizedTest
  @CsvSource({"/oauth2/token", "/oauth2/revoke", "/oauth2/device_authorization"})
  void refusesTooManyParametersAndStrangeNames(String path) {
    String many = manyNames();
    for (String body :
        List.of(
            many,
            "client%00_id=console",
            "=x",
            "client_id=console&%ZZ=1",
            "n".repeat(200) + "=1")) {
      RawHttp.Answer answer = RawHttp.post(path, FORM, body);

      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.error()).isEqualTo("invalid_request");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/oauth2/token",
        "/oauth2/revoke",
        "/oauth2/device_authorization",
        "/oauth2/register",
      })
  void answersABodyThatIsTooLargeInJson(String path) {
    RawHttp.Answer answer = RawHttp.post(path, FORM, "code=" + "x".repeat(70_000));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).isEqualTo("invalid_request");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "text/plain", "multipart/form-data", "", "x", "a/b/c"})
  void refusesFormsOfAnotherType(String contentType) {
    for (String path : List.of("/oauth2/token", "/oauth2/revoke", "/oauth2/device_authorization")) {
      RawHttp.Answer answer = RawHttp.post(path, contentType, "client_id=console");

      assertThat(answer.status()).as(path + ' ' + answer.body()).isEqualTo(400);
      assertThat(answer.error()).isEqualTo("invalid_request");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "\"x\"",
        "{",
        "{\"redirect_uris\"",
        "{\"redirect_uris\": \"https://a.example/\"}",
        "{\"redirect_uris\": {\"a\": 1}}",
        "{\"redirect_uris\": [null]}",
        "{\"redirect_uris\": [\"https://a.example/\u00c3(\"]}",
        "{\"redirect_uris\": [\"https://a.example/\\u0000\"]}",
        "{\"redirect_uris\": [\"https://a.example/\"], \"client_name\": 7}",
        "{\"redirect_uris\": [\"https://a.example/\"], \"client_name\": \"a\\u0000b\"}",
        "{\"redirect_uris\": [\"https://a.example/\"], \"grant_types\": \"x\"}",
        "{\"redirect_uris\": [\"https://a.example/\"], \"scope\": [1]}",
        "{\"redirect_uris\": [\"https://a.example/\"], \"jwks\": 1}",
        "{\"redirect_uris\": [\"https://a.example/\"], \"token_endpoint_auth_method\": 1}",
      })
  void refusesMetadataThatIsNoMetadata(String body) {
    RawHttp.Answer answer = RawHttp.post("/oauth2/register", "application/json", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.error()).isIn("invalid_client_metadata", "invalid_redirect_uri");
  }

  @Test
  void refusesMetadataThatIsNestedWithoutEnd() {
    String deep = "{\"a\":".repeat(10_000);
    RawHttp.Answer answer = RawHttp.post("/oauth2/register", "application/json", deep);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("invalid_client_metadata");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/consent", "/device", "/device/decision"})
  void pagesTakeAnyFormWithoutADefectOfTheirs(String path) {
    Map<String, String> form = new LinkedHashMap<>();
    List.of("request", "csrf", "username", "password", "decision", "user_code")
        .forEach(name -> form.put(name, "x"));
    for (String name : form.keySet()) {
      for (Mutation how : Mutation.values()) {
        RawHttp.Answer answer = RawHttp.post(path, FORM, how.apply(form, name));

        assertThat(answer.status()).as(name + ' ' + how + answer.body()).isBetween(400, 403);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/oauth2/authorize/continue?request=%ZZ",
        "/oauth2/authorize/continue?request=%00",
        "/oauth2/authorize/continue?request=a&request=b",
        "/oauth2/authorize/continue?%",
        "/device/continue?request=%E9",
        "/device/continue",
        "/connect/demo/callback?state=%ZZ&code=%00",
        "/connect/%ZZ/callback",
        "/oauth2/authorize?%",
        "/oauth2/authorize?&&=&",
        "/oauth2/%00",
        "/%",
      })
  void addressesThatAreNoneAreRefused(String target) {
    assertThat(RawHttp.get(target).status()).isBetween(400, 404);
  }

  @Test
  void addressesAndHeadersThatAreTooLongAreRefused() {
    assertThat(RawHttp.get("/oauth2/authorize?state=" + "x".repeat(20_000)).status())
        .isBetween(400, 431);
    assertThat(RawHttp.get("/oauth2/jwks HTTP/1.1\r\nX: " + "x".repeat(20_000)).status())
        .isBetween(400, 431);
  }

  private static String manyNames() {
    StringBuilder pairs = new StringBuilder();
    for (int i = 0; i < 70; i++) {
      pairs.append("&p").append(i).append("=1");
    }
    return pairs.substring(1);
  }
}
