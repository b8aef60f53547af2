package dev.holdfast.authserver.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.TestClockFactory;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.authserver.user.NewPasswords;
import dev.holdfast.contracts.events.CredentialChange;
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
import org.junit.jupiter.params.provider.ValueSource;

/** A password by a one-time link. */
class PasswordResetTest {

  private static final String NEW = "a new password";
  private final Operator operator = new Operator();

  @Test
  void aUserWithoutAPasswordChoosesTheFirstOneByTheLink() {
    Operator.User user = operator.newUserWithoutPassword();
    String link = operator.resetLink(user);
    var browser = new Browser();
    assertThat(browser.get(link).body()).contains(user.username());
    // Looking does not use it up.
    HttpResponse<String> page = browser.get(link);

    assertThat(reset(browser, page, NEW).statusCode()).isEqualTo(200);
    assertThat(Changes.of(user)).containsExactly(CredentialChange.CREATE);
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
    assertThat(operator.setPassword(user, NEW)).isEqualTo(204);
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
    assertThat(Changes.of(user)).hasSize(1);
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

  @ParameterizedTest
  @ValueSource(strings = {"", "?token=", "?token=unheard-of", "?token=%00"})
  void anotherLinkIsNoGood(String query) {
    assertThat(new Browser().get(Server.issuer() + "/reset" + query).statusCode()).isEqualTo(400);
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
}
