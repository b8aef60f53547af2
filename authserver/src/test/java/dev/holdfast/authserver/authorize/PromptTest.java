package dev.holdfast.authserver.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Server;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Core, sections 3.1.2.1 and 5.5. */
class PromptTest {

  @Test
  void quietlyMeansWithoutAnyPage() {
    Person person = Person.fresh();
    Map<String, String> quiet = with("prompt", "none");
    assertThat(error(person.ask(quiet))).isEqualTo("login_required");
    person.browser().login(person.ask(Person.request("portal")), person.username(), "password");
    assertThat(error(person.ask(quiet))).isEqualTo("consent_required");
    person.code("portal");
    assertThat(Browser.redirectQuery(person.ask(quiet))).containsKeys("code", "state", "iss");
  }

  @ParameterizedTest
  @CsvSource({"prompt, login", "prompt, select_account", "max_age, 0"})
  void asksForALoginOnceThoughSignedIn(String name, String value) {
    Person person = Person.fresh();
    person.code("portal");

    HttpResponse<String> page = person.ask(with(name, value));
    assertThat(Person.asksForLogin(page)).isTrue();
    HttpResponse<String> after = person.browser().login(page, person.username(), "password");
    assertThat(Browser.redirectQuery(after)).containsKey("code");
  }

  @Test
  void aLoginThatIsRecentEnoughWillDo() {
    Person person = Person.fresh();
    person.code("portal");

    assertThat(Browser.redirectQuery(person.ask(with("max_age", "600")))).containsKey("code");
  }

  @Test
  void askingQuietlyAndForALoginAtOnceIsRefused() {
    assertThat(error(Person.fresh().ask(with("prompt", "none login"))))
        .isEqualTo("invalid_request");
  }

  @Test
  void moreScopesThanWereAllowedAreAskedFor() {
    Person person = Person.fresh();
    person.code("portal");
    HttpResponse<String> page = person.ask(with("scope", "openid profile offline_access"));

    assertThat(Person.asksForConsent(page)).isTrue();
    assertThat(page.body()).contains("offline_access");
  }

  @Test
  void anotherResourceIsAskedFor() {
    Person person = Person.fresh();
    person.code("portal");

    assertThat(Person.asksForConsent(person.ask(with("resource", Server.issuer())))).isTrue();
  }

  @Test
  void aLoginHintFillsTheFormAndNothingElse() {
    String hint = "\"><script>alert(1)</script>";
    String page = Person.fresh().ask(with("login_hint", hint)).body();

    assertThat(page)
        .contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"")
        .doesNotContain("<script>");
  }

  @Test
  void theExpectedPersonGoesOn() {
    Person person = Person.fresh();
    String idToken = OAuthClient.string(person.tokens("portal"), "id_token");
    Map<String, String> request = with("id_token_hint", idToken);
    request.put("prompt", "none");

    assertThat(Browser.redirectQuery(person.ask(request))).containsKey("code");
  }

  @Test
  void somebodyElseIsAskedToSignInAndRefusedIfStillSomebodyElse() {
    Person expected = Person.fresh();
    String idToken = OAuthClient.string(expected.tokens("portal"), "id_token");
    Person other = Person.fresh();
    other.code("portal");
    Map<String, String> quiet = with("id_token_hint", idToken);
    quiet.put("prompt", "none");
    assertThat(error(other.ask(quiet))).isEqualTo("login_required");

    HttpResponse<String> page = other.ask(with("id_token_hint", idToken));
    assertThat(Person.asksForLogin(page)).isTrue();
    assertThat(error(other.browser().login(page, other.username(), "password")))
        .isEqualTo("login_required");
  }

  @Test
  void aDemandedSubjectIsAsGoodAsAHint() {
    Person person = Person.fresh();
    String sub = Person.claim(person.tokens("portal"), "sub");
    Map<String, String> request =
        with("claims", "{\"id_token\": {\"sub\": {\"value\": \"" + sub + "\"}}}");
    request.put("prompt", "none");
    Map<String, String> other =
        with("claims", "{\"id_token\": {\"sub\": {\"value\": \"somebody-else\"}}}");
    other.put("prompt", "none");

    assertThat(Browser.redirectQuery(person.ask(request))).containsKey("code");
    assertThat(error(person.ask(other))).isEqualTo("login_required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."})
  void aHintThatIsNotOursIsRefused(String hint) {
    assertThat(error(Person.fresh().ask(with("id_token_hint", hint)))).isEqualTo("invalid_request");
  }

  @Test
  void anAccessTokenIsNoHint() {
    Person person = Person.fresh();
    String accessToken = OAuthClient.string(person.tokens("portal"), "access_token");

    assertThat(error(person.ask(with("id_token_hint", accessToken)))).isEqualTo("invalid_request");
  }

  @Test
  void whatIsNotSupportedIsIgnored() {
    Person person = Person.fresh();
    person.code("portal");
    Map<String, String> request = with("acr_values", "urn:example:gold");
    request.put("ui_locales", "fr de");
    request.put("display", "popup");

    assertThat(Browser.redirectQuery(person.ask(request))).containsKey("code");
  }

  @Test
  void theIdTokenTellsWhenAndHowThePersonSignedIn() {
    HttpResponse<String> tokens = Person.fresh().tokens("portal");
    var claims = OAuthClient.claims(OAuthClient.string(tokens, "id_token"));

    assertThat(claims.getClaim("auth_time")).hasToString(Person.claim(tokens, "auth_time"));
    assertThat(claims.getClaim("amr")).isEqualTo(List.of("pwd"));
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> request = Person.request("portal");
    request.put(name, value);
    return request;
  }

  private static String error(HttpResponse<String> answer) {
    return Browser.redirectQuery(answer).getOrDefault("error", "");
  }
}
