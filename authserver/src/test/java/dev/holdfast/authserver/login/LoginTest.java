package dev.holdfast.authserver.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.contracts.events.IdentityEvent.LoginSuccess;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {

  @ParameterizedTest
  @CsvSource({
    "alice, wrong",
    "nobody, wonderland",
    "ALICE, wonderland",
    "'alice ', wonderland",
    "'', ''",
    "alice, ''"
  })
  void refusesWrongCredentialsAllInTheSameWay(String username, String password) {
    var browser = new Browser();
    HttpResponse<String> answer = browser.login(begin(browser), username, password);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("do not match");
    assertThat(browser.cookies.keySet()).noneMatch(name -> name.contains("session"));
  }

  @Test
  void refusesAFormOfAnotherBrowser() {
    HttpResponse<String> page = begin(new Browser());

    assertThat(new Browser().login(page, "alice", "wonderland").statusCode()).isEqualTo(400);
  }

  @Test
  void refusesAFormWithoutItsProof() {
    var browser = new Browser();
    Map<String, String> form = Browser.hidden(begin(browser));
    form.put("csrf", "forged");
    form.put("username", "alice");
    form.put("password", "wonderland");

    assertThat(browser.post("/login", form).statusCode()).isEqualTo(403);
  }

  @Test
  void remembersTheLoginAndTheConsent() {
    var browser = new Browser();
    OAuthClient.code(browser, "alice", "wonderland");

    HttpResponse<String> again = begin(browser);

    assertThat(Browser.redirectQuery(again)).containsKey("code");
  }

  @Test
  void asksAgainWhereTheClientWantsIt() {
    var browser = new Browser();
    OAuthClient.code(browser, "alice", "wonderland");
    Map<String, String> login = OAuthClient.authorization();
    login.put("prompt", "login");
    Map<String, String> consent = OAuthClient.authorization();
    consent.put("prompt", "consent");

    assertThat(browser.get(OAuthClient.authorizeAddress(login)).body())
        .contains("action=\"/login\"");
    assertThat(browser.get(OAuthClient.authorizeAddress(consent)).body())
        .contains("action=\"/consent\"");
  }

  @Test
  void tellsTheClientThatThePersonRefused() {
    var browser = new Browser();
    Map<String, String> request = OAuthClient.authorization();
    request.put("prompt", "consent");
    HttpResponse<String> consent =
        browser.login(browser.get(OAuthClient.authorizeAddress(request)), "alice", "wonderland");

    assertThat(Browser.redirectQuery(browser.decide(consent, "deny")))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "st4te");
  }

  @Test
  void publishesTheLoginOnceWithTheSidOfItsTokens() {
    String code = OAuthClient.code("alice", "wonderland");
    var tokens = OAuthClient.token(OAuthClient.redemption(code));
    var claims = OAuthClient.claims(OAuthClient.string(tokens, "access_token"));

    List<LoginSuccess> logins =
        Published.all().stream()
            .filter(LoginSuccess.class::isInstance)
            .map(LoginSuccess.class::cast)
            .filter(login -> login.sid().equals(claims.getClaim("sid")))
            .toList();
    assertThat(logins).hasSize(1);
    assertThat(logins.getFirst().clientId()).isEqualTo("console");
    assertThat(logins.getFirst().header().subject().subject()).isEqualTo(claims.getSubject());
    assertThat(logins.getFirst().header().time().getEpochSecond())
        .isEqualTo(claims.getClaim("auth_time"));
  }

  @Test
  void eachLoginIsASessionOfItsOwn() {
    assertThat(sid(OAuthClient.code("alice", "wonderland")))
        .isNotEqualTo(sid(OAuthClient.code("alice", "wonderland")));
  }

  private static Object sid(String code) {
    var tokens = OAuthClient.token(OAuthClient.redemption(code));
    return OAuthClient.claims(OAuthClient.string(tokens, "access_token")).getClaim("sid");
  }

  private static HttpResponse<String> begin(Browser browser) {
    return browser.get(OAuthClient.authorizeAddress(OAuthClient.authorization()));
  }
}
