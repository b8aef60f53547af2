package dev.holdfast.authserver.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.TestClockFactory;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Keyholder;
import dev.holdfast.authserver.harness.Keyholder.Attempt;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.SecurityKey;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.IdentityEvent.LoginFailed;
import dev.holdfast.contracts.events.IdentityEvent.LoginSuccess;
import dev.holdfast.testsupport.MutableClock;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Confirming a password with a passkey. */
class SecondFactorTest {

  @Test
  void thePasswordAloneIsNoLogin() {
    Keyholder holder = protectedHolder().elsewhere();
    int before = holder.published(LoginSuccess.class).size();

    Attempt attempt = holder.beginWithPassword();

    assertThat(holder.isSignedIn()).isFalse();
    assertThat(holder.published(LoginSuccess.class)).hasSize(before);
    assertThat(Person.asksForLogin(holder.person().ask(Person.request("portal")))).isTrue();
    assertThat(Person.asksForLogin(holder.page())).isTrue();
    assertThat(OAuthClient.json(attempt.options())).containsEntry("userVerification", "preferred");
  }

  @Test
  void thePasskeyCompletesTheLogin() {
    Keyholder holder = protectedHolder().elsewhere();
    int before = holder.published(LoginSuccess.class).size();

    HttpResponse<String> signedIn = holder.beginWithPassword().answer(holder.key());

    String code = Browser.redirectQuery(signedIn).getOrDefault("code", "");
    var idToken = OAuthClient.claims(OAuthClient.string(Person.redeem("portal", code), "id_token"));
    assertThat(idToken.getClaim("amr")).isEqualTo(List.of("pwd", "hwk", "user", "mfa"));
    assertThat(holder.published(LoginSuccess.class)).hasSize(before + 1);
  }

  @Test
  void aPasswordIsConfirmedOnce() {
    Keyholder holder = protectedHolder().elsewhere();
    Attempt attempt = holder.beginWithPassword();
    String options = attempt.options().body();
    assertThat(Browser.redirectQuery(attempt.answer(holder.key()))).containsKey("code");

    assertThat(attempt.send(holder.key().get(options)).statusCode()).isEqualTo(400);
    assertThat(attempt.options().statusCode()).isEqualTo(403);
  }

  @Test
  void anotherPersonsPasskeyDoesNotConfirm() {
    Keyholder other = Keyholder.fresh();
    Keyholder holder = protectedHolder().elsewhere();
    Attempt attempt = holder.beginWithPassword();
    String options = SecurityKey.with(attempt.options(), "allowCredentials", List.of());

    refused(holder, attempt.send(other.key().get(options)));
  }

  @Test
  void aChallengeForSigningInDoesNotConfirmNorTheOtherWayRound() {
    Keyholder holder = protectedHolder().elsewhere();
    Attempt confirming = holder.beginWithPassword();
    var signingIn = new Attempt(confirming.browser(), "/login/passkey", confirming.hidden());
    String toConfirm = SecurityKey.with(confirming.options(), "userVerification", "required");

    refused(holder, confirming.send(holder.key().get(signingIn.options().body())));
    refused(holder, signingIn.send(holder.key().get(toConfirm)));
  }

  @Test
  void aWrongPasswordAsksForNoPasskey() {
    Keyholder holder = protectedHolder().elsewhere();
    HttpResponse<String> login = holder.person().ask(Person.request("portal"));
    HttpResponse<String> answer =
        holder.person().browser().login(login, holder.person().username(), "wrong");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("do not match").doesNotContain("/login/confirm");
    var attempt = new Attempt(holder.person().browser(), "/login/confirm", Browser.hidden(login));
    assertThat(attempt.options().statusCode()).isEqualTo(403);
  }

  @Test
  void anotherBrowserCannotConfirm() {
    Keyholder holder = protectedHolder().elsewhere();
    Attempt attempt = holder.beginWithPassword();
    var stranger = new Attempt(new Browser(), attempt.path(), attempt.hidden());

    assertThat(stranger.options().statusCode()).isEqualTo(403);
    assertThat(stranger.send(holder.key().get(attempt.options().body())).statusCode())
        .isEqualTo(400);
  }

  @Test
  void aNewPasswordEndsTheWaiting() {
    Keyholder holder = protectedHolder().elsewhere();
    Attempt attempt = holder.beginWithPassword();
    String path = "/admin/users/" + holder.id() + "/password";
    assertThat(new Operator().send("PUT", path, "{\"password\": \"another one\"}").statusCode())
        .isEqualTo(204);

    refused(holder, attempt.answer(holder.key()));
    assertThat(holder.published(LoginFailed.class)).isNotEmpty();
  }

  @Test
  void theWaitingExpires() {
    Keyholder holder = protectedHolder();
    MutableClock clock = MutableClock.atPresent();
    try (var replica = Server.replica(Map.of(TestClockFactory.PROPERTY, clock))) {
      var server = replica.getBean(EmbeddedServer.class).start();
      String base = "http://localhost:" + server.getPort();
      var browser = new Browser(base);
      HttpResponse<String> login =
          browser.get(base + "/oauth2/authorize?" + Browser.encode(Person.request("portal")));
      HttpResponse<String> page = browser.login(login, holder.person().username(), Person.PASSWORD);
      var attempt = new Attempt(browser, "/login/confirm", Browser.hidden(page));
      String options = attempt.options().body();
      clock.advance(Duration.ofMinutes(5));

      assertThat(attempt.send(holder.key().get(options)).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void turningItOnNeedsAPasskey() {
    Keyholder holder = Keyholder.without();

    assertThat(holder.requireSecondFactor(true).statusCode()).isEqualTo(409);
    assertThat(Browser.redirectQuery(holder.person().elsewhere().authorize(request())))
        .containsKey("code");
  }

  @Test
  void turningItOffLetsThePasswordDoAgain() {
    Keyholder holder = protectedHolder();
    assertThat(holder.requireSecondFactor(false).body()).contains("password alone");

    assertThat(Browser.redirectQuery(holder.person().elsewhere().authorize(request())))
        .containsKey("code");
  }

  private static Keyholder protectedHolder() {
    Keyholder holder = Keyholder.fresh();
    assertThat(holder.requireSecondFactor(true).body()).contains("you are asked for a passkey");
    return holder;
  }

  private static Map<String, String> request() {
    return Person.request("portal");
  }

  private static void refused(Keyholder holder, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains("The passkey was not accepted.");
    assertThat(holder.isSignedIn()).isFalse();
  }
}
