package dev.holdfast.authserver.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.TestClockFactory;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.authserver.login.NewLogin;
import dev.holdfast.authserver.login.SignIn;
import dev.holdfast.authserver.user.LoginAttempt;
import dev.holdfast.authserver.user.NewPasswords;
import dev.holdfast.authserver.user.User;
import dev.holdfast.contracts.events.CredentialChange;
import dev.holdfast.contracts.events.IdentityEvent.CredentialsChanged;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.MutableClock;
import dev.holdfast.testsupport.Races;
import io.micronaut.context.ApplicationContext;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(changes(user)).containsExactly(CredentialChange.UPDATE);
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
    assertThat(changes(user)).isEmpty();
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
    assertThat(changes(user)).isEmpty();
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
    assertThat(changes(user)).isEmpty();
  }

  @Test
  void aUserWithoutAPasswordChoosesTheFirstOneByTheLink() {
    Operator.User user = operator.newUserWithoutPassword();
    String link = operator.resetLink(user);
    var browser = new Browser();
    assertThat(browser.get(link).body()).contains(user.username());
    // Looking does not use it up.
    HttpResponse<String> page = browser.get(link);

    assertThat(reset(browser, page, NEW).statusCode()).isEqualTo(200);
    assertThat(changes(user)).containsExactly(CredentialChange.CREATE);
    assertThat(OAuthClient.code(user.username(), NEW)).isNotEmpty();
    assertThat(browser.get(link).statusCode()).isEqualTo(400);
    assertThat(reset(browser, page, "yet another one").statusCode()).isEqualTo(400);
    assertThat(OAuthClient.code(user.username(), NEW)).isNotEmpty();
  }

  @Test
  void aRefusedPasswordDoesNotUseTheLinkUp() {
    Operator.User user = operator.newUserWithoutPassword();
    var browser = new Browser();
    HttpResponse<String> page = browser.get(operator.resetLink(user));

    assertThat(reset(browser, page, "short").statusCode()).isEqualTo(400);
    Map<String, String> differing = Browser.hidden(page);
    differing.put("password", NEW);
    differing.put("repeated", "something else");
    assertThat(browser.post("/reset", differing).statusCode()).isEqualTo(400);
    assertThat(reset(browser, page, NEW).statusCode()).isEqualTo(200);
  }

  @Test
  void aNewLinkOrANewPasswordVoidsTheOldLink() {
    Operator.User user = operator.newUser();
    String first = operator.resetLink(user);
    String second = operator.resetLink(user);
    var browser = new Browser();

    assertThat(browser.get(first).statusCode()).isEqualTo(400);
    assertThat(browser.get(second).statusCode()).isEqualTo(200);
    assertThat(setPassword(user, NEW)).isEqualTo(204);
    assertThat(browser.get(second).statusCode()).isEqualTo(400);
  }

  @Test
  void aLinkExpires() {
    Operator.User user = operator.newUser();
    MutableClock clock = MutableClock.atPresent();
    try (ApplicationContext replica = Server.replica(Map.of(TestClockFactory.PROPERTY, clock))) {
      var passwords = replica.getBean(NewPasswords.class);
      String token =
          token(passwords.prepareReset(user.id(), "operator").orElseThrow().link().reveal());
      clock.advance(Duration.ofHours(24).minusMillis(1));
      assertThat(passwords.whose(token)).isPresent();

      clock.advance(Duration.ofMillis(1));
      assertThat(passwords.whose(token)).isEmpty();
      assertThat(passwords.byReset(token, Secret.of(NEW)))
          .isInstanceOf(NewPasswords.Outcome.Refused.class);
    }
  }

  @RepeatedTest(5)
  void ofTwentyHoldersOfALinkOneSetsThePassword() {
    Operator.User user = operator.newUserWithoutPassword();
    String token = token(operator.resetLink(user));
    var passwords = Server.bean(NewPasswords.class);

    List<NewPasswords.Outcome> outcomes =
        Races.values(
            Races.run(20, i -> () -> passwords.byReset(token, Secret.of("the password " + i))));

    assertThat(outcomes).hasSize(20);
    assertThat(outcomes).filteredOn(NewPasswords.Outcome.Set.class::isInstance).hasSize(1);
    assertThat(changes(user)).hasSize(1);
  }

  @Test
  void anOperatorSetsAPasswordThatEndsEveryLogin() {
    Operator.User user = operator.newUser();
    var browser = new Browser();
    signIn(browser, user);

    assertThat(setPassword(user, "short")).isEqualTo(400);
    assertThat(setPassword(user, NEW)).isEqualTo(204);
    assertThat(browser.get(PAGE).body()).contains("action=\"/login\"");
    assertThat(OAuthClient.code(user.username(), NEW)).isNotEmpty();
    assertThat(changes(user)).containsExactly(CredentialChange.UPDATE);
  }

  @Test
  void aNewPasswordDoesNotLetALockedUserIn() {
    Operator.User user = operator.newUser();
    operator.act(user, "lock");
    var browser = new Browser();

    reset(browser, browser.get(operator.resetLink(user)), NEW);

    assertThat(OAuthClient.signsIn(new Browser(), user.username(), NEW)).isFalse();
  }

  @Test
  void aNewPasswordEndsTheWaitAfterFailures() {
    Operator.User user = operator.newUser();
    for (int i = 0; i < 7; i++) {
      OAuthClient.signsIn(new Browser(), user.username(), "wrong");
    }
    var browser = new Browser();

    reset(browser, browser.get(operator.resetLink(user)), NEW);

    assertThat(OAuthClient.code(user.username(), NEW)).isNotEmpty();
  }

  @Test
  void aLoginUnderWayWithTheOldPasswordDoesNotOutliveIt() {
    Operator.User user = operator.newUser();
    var signIn = Server.bean(SignIn.class);
    User checked =
        signIn
            .check(new LoginAttempt(user.username(), Operator.PASSWORD, "console", null))
            .orElseThrow();

    setPassword(user, NEW);

    var login = new NewLogin("console", "a browser", NewLogin.PASSWORD, null);
    assertThat(signIn.begin(checked, login)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?token=", "?token=unheard-of", "?token=%00"})
  void anotherLinkIsNoGood(String query) {
    assertThat(new Browser().get(Server.issuer() + "/reset" + query).statusCode()).isEqualTo(400);
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

  private int setPassword(Operator.User user, String password) {
    return operator
        .send("PUT", user.path() + "/password", "{\"password\": \"" + password + "\"}")
        .statusCode();
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

  private static HttpResponse<String> reset(
      Browser browser, HttpResponse<String> page, String password) {
    Map<String, String> form = Browser.hidden(page);
    form.put("password", password);
    form.put("repeated", password);
    return browser.post("/reset", form);
  }

  private static String token(String link) {
    return URI.create(link).getQuery().substring("token=".length());
  }

  private static List<CredentialChange> changes(Operator.User user) {
    return Published.all().stream()
        .filter(CredentialsChanged.class::isInstance)
        .map(CredentialsChanged.class::cast)
        .filter(event -> event.header().subject().subject().equals(user.id()))
        .map(CredentialsChanged::changeType)
        .toList();
  }
}
