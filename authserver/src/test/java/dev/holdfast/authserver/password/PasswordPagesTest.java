package dev.holdfast.authserver.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.authserver.login.NewLogin;
import dev.holdfast.authserver.login.SignIn;
import dev.holdfast.authserver.user.LoginAttempt;
import dev.holdfast.authserver.user.User;
import dev.holdfast.contracts.events.CredentialChange;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A password that its owner or an operator changes. */
class PasswordPagesTest {

  private static final String NEW = "a new password";
  private static final String PAGE = Server.issuer() + "/account/password";
  private final Operator operator = new Operator();

  @Test
  void theChangeEndsEveryLoginTheOwnTooAndTheNewPasswordSignsIn() {
    Operator.User user = operator.newUser();
    var browser = new Browser();
    var other = new Browser();
    String pending = OAuthClient.code(other, user.username(), Operator.PASSWORD);
    signIn(browser, user);

    HttpResponse<String> done = browser.post("/account/password", form(browser, NEW, NEW));

    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    for (Browser any : List.of(browser, other)) {
      assertThat(any.get(OAuthClient.authorizeAddress(OAuthClient.authorization())).body())
          .contains("action=\"/login\"");
      assertThat(any.get(PAGE).body()).contains("action=\"/login\"");
    }
    assertThat(OAuthClient.string(OAuthClient.token(OAuthClient.redemption(pending)), "error"))
        .isEqualTo("invalid_grant");
    assertThat(OAuthClient.signsIn(new Browser(), user.username(), Operator.PASSWORD)).isFalse();
    assertThat(OAuthClient.code(user.username(), NEW)).isNotEmpty();
    assertThat(Changes.of(user)).containsExactly(CredentialChange.UPDATE);
  }

  @ParameterizedTest
  @CsvSource({
    "wrong, a new password, a new password, 403",
    "'', a new password, a new password, 403",
    "password, a new password, another password, 400",
    "password, short, short, 400",
    "password, '', '', 400"
  })
  void refusesAndChangesNothing(String current, String password, String repeated, int status) {
    Operator.User user = operator.newUser();
    var browser = new Browser();
    signIn(browser, user);
    Map<String, String> form = form(browser, password, repeated);
    form.put("current", current);

    HttpResponse<String> answer = browser.post("/account/password", form);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("role=\"alert\"", "action=\"password\"");
    assertThat(Changes.of(user)).isEmpty();
    assertThat(OAuthClient.code(user.username(), Operator.PASSWORD)).isNotEmpty();
  }

  @Test
  void refusesAFormWithoutItsProofOrWithAnotherSessions() {
    Operator.User user = operator.newUser();
    var browser = new Browser();
    signIn(browser, user);
    var second = new Browser();
    signIn(second, user);
    Map<String, String> form = form(browser, NEW, NEW);
    form.put("csrf", form(second, NEW, NEW).getOrDefault("csrf", ""));

    assertThat(browser.post("/account/password", form).statusCode()).isEqualTo(403);
    form.remove("csrf");
    assertThat(browser.post("/account/password", form).statusCode()).isEqualTo(403);
    assertThat(Changes.of(user)).isEmpty();
  }

  @Test
  void nobodyChangesAPasswordWithoutALogin() {
    assertThat(new Browser().get(PAGE).body()).contains("action=\"/login\"");
    assertThat(new Browser().post("/account/password", Map.of("password", NEW)).body())
        .contains("action=\"/login\"");
  }

  @Test
  void guessingTheCurrentPasswordIsSlowedDownLikeALogin() {
    Operator.User user = operator.newUser();
    var browser = new Browser();
    signIn(browser, user);
    Map<String, String> form = form(browser, NEW, NEW);
    form.put("current", "wrong");
    for (int i = 0; i < 6; i++) {
      browser.post("/account/password", form);
    }
    form.put("current", Operator.PASSWORD);

    assertThat(browser.post("/account/password", form).statusCode()).isEqualTo(403);
    assertThat(Changes.of(user)).isEmpty();
  }

  @Test
  void anOperatorSetsAPasswordThatEndsEveryLogin() {
    Operator.User user = operator.newUser();
    var browser = new Browser();
    signIn(browser, user);

    assertThat(operator.setPassword(user, "short")).isEqualTo(400);
    assertThat(operator.setPassword(user, NEW)).isEqualTo(204);
    assertThat(browser.get(PAGE).body()).contains("action=\"/login\"");
    assertThat(OAuthClient.code(user.username(), NEW)).isNotEmpty();
    assertThat(Changes.of(user)).containsExactly(CredentialChange.UPDATE);
  }

  @Test
  void aLoginUnderWayWithTheOldPasswordDoesNotOutliveIt() {
    Operator.User user = operator.newUser();
    var signIn = Server.bean(SignIn.class);
    User checked =
        signIn
            .check(new LoginAttempt(user.username(), Operator.PASSWORD, "console", null))
            .orElseThrow();

    operator.setPassword(user, NEW);

    var login = new NewLogin("console", "a browser", NewLogin.PASSWORD, null);
    assertThat(signIn.begin(checked, login)).isEmpty();
  }

  @Test
  void bothPagesHaveTheHeadersOfEveryPage() {
    Operator.User user = operator.newUser();
    var browser = new Browser();
    signIn(browser, user);

    assertThat(List.of(browser.get(PAGE), browser.get(operator.resetLink(user))))
        .allSatisfy(
            page -> {
              assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                  .contains("frame-ancestors 'none'", "form-action 'self'");
              assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
              assertThat(page.body()).doesNotContain("<script");
            });
  }

  private static void signIn(Browser browser, Operator.User user) {
    assertThat(OAuthClient.code(browser, user.username(), Operator.PASSWORD)).isNotEmpty();
  }

  /** The form as the person fills it in, with the right current password. */
  private static Map<String, String> form(Browser browser, String password, String repeated) {
    Map<String, String> form = Browser.hidden(browser.get(PAGE));
    form.put("current", Operator.PASSWORD);
    form.put("password", password);
    form.put("repeated", repeated);
    return form;
  }
}
