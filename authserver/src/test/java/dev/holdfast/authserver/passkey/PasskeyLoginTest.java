package dev.holdfast.authserver.passkey;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.holdfast.contracts.events.LoginFailure;
import dev.holdfast.testsupport.Races;
import dev.holdfast.testsupport.Races.Outcome;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with nothing but a passkey. */
class PasskeyLoginTest {

  @Test
  void signsInAndSaysHow() {
    Keyholder holder = Keyholder.fresh().elsewhere();
    int before = holder.published(LoginSuccess.class).size();

    HttpResponse<String> signedIn = holder.begin().answer(holder.key());
    String code = Browser.redirectQuery(signedIn).getOrDefault("code", "");
    HttpResponse<String> tokens = Person.redeem("portal", code);

    var idToken = OAuthClient.claims(OAuthClient.string(tokens, "id_token"));
    assertThat(idToken.getSubject()).isEqualTo(holder.id());
    assertThat(idToken.getClaim("amr")).isEqualTo(List.of("hwk", "user"));
    assertThat(holder.published(LoginSuccess.class)).hasSize(before + 1);
    assertThat(holder.passkeys().getFirst().lastUsedAt()).isNotNull();
  }

  @Test
  void asksForAnyPasskeyAndForItsPerson() {
    Map<String, Object> options =
        OAuthClient.json(Keyholder.without().elsewhere().begin().options());

    assertThat(options)
        .containsEntry("rpId", "localhost")
        .containsEntry("userVerification", "required")
        .containsEntry("allowCredentials", List.of());
    assertThat(String.valueOf(options.get("challenge"))).hasSize(43);
  }

  @Test
  void anAnswerWorksOnce() {
    Keyholder holder = Keyholder.fresh().elsewhere();
    Attempt attempt = holder.begin();
    String answer = holder.key().get(attempt.options().body());
    assertThat(Browser.redirectQuery(attempt.send(answer))).containsKey("code");

    refused(holder.elsewhere(), holder.elsewhere().begin().send(answer));
  }

  @RepeatedTest(3)
  void ofEightWhoSendOneAnswerOneSignsIn() {
    Keyholder holder = Keyholder.fresh().elsewhere();
    int before = holder.published(LoginSuccess.class).size();
    Attempt attempt = holder.begin();
    Map<String, String> form = attempt.form(holder.key().get(attempt.options().body()));
    Map<String, String> cookies = Map.copyOf(holder.person().browser().cookies);

    List<Integer> statuses =
        Races.run(
                8,
                () -> {
                  var browser = new Browser();
                  browser.cookies.putAll(cookies);
                  return browser.postOnly("/login/passkey", form).statusCode();
                })
            .stream()
            .map(PasskeyLoginTest::returned)
            .toList();

    assertThat(statuses).containsOnlyOnce(303).containsOnly(303, 403);
    assertThat(holder.published(LoginSuccess.class)).hasSize(before + 1);
  }

  @Test
  void refusesAChallengeOfAnotherRequest() {
    Keyholder holder = Keyholder.fresh().elsewhere();
    String options = holder.elsewhere().begin().options().body();

    refused(holder, holder.begin().send(holder.key().get(options)));
  }

  @Test
  void refusesAChallengeThatWasNeverMade() {
    Keyholder holder = Keyholder.fresh().elsewhere();
    Attempt attempt = holder.begin();
    String options = SecurityKey.with(attempt.options(), "challenge", "A".repeat(43));

    refused(holder, attempt.send(holder.key().get(options)));
  }

  @Test
  void refusesAnAnswerMadeForAnotherSite() {
    Keyholder holder = Keyholder.fresh().elsewhere();
    Attempt attempt = holder.begin();

    refused(holder, attempt.answer(holder.key().at("http://localhost:1")));
    refused(holder, attempt.answer(holder.key().at("https://evil.example")));
    assertThat(Browser.redirectQuery(attempt.answer(holder.key().at(Server.issuer()))))
        .containsKey("code");
  }

  @Test
  void refusesAnAnswerSignedForAnotherRelyingParty() {
    Keyholder holder = Keyholder.fresh().elsewhere();
    Attempt attempt = holder.begin();
    String sound = holder.key().get(attempt.options().body());
    holder.key().believe(sound, "evil.example");

    String options = SecurityKey.with(attempt.options(), "rpId", "evil.example");
    refused(holder, attempt.send(holder.key().get(options)));
  }

  @Test
  void refusesAnAnswerWithoutItsPersonsVerification() {
    Keyholder holder = Keyholder.fresh().elsewhere();
    Attempt attempt = holder.begin();
    String options = SecurityKey.with(attempt.options(), "userVerification", "discouraged");

    refused(holder, attempt.send(holder.key().get(options)));
    assertThat(holder.published(LoginFailed.class))
        .extracting(LoginFailed::reason)
        .containsExactly(LoginFailure.WRONG_PASSKEY);
  }

  @Test
  void refusesAnUnknownPasskey() {
    Keyholder stranger = Keyholder.without();
    // Made, but never added.
    stranger.key().create(stranger.creationOptions().body());
    Keyholder elsewhere = stranger.elsewhere();

    refused(elsewhere, elsewhere.begin().answer(stranger.key()));
  }

  @Test
  void refusesAPasskeyThatSaysItIsAnotherPersons() {
    Keyholder other = Keyholder.fresh();
    Keyholder holder = Keyholder.fresh().elsewhere();
    Attempt attempt = holder.begin();
    String othersHandle = Server.bean(Holders.class).byUserId(other.id()).orElseThrow().handle();

    for (String handle : new String[] {othersHandle, "", "AAAA"}) {
      String answer = holder.key().get(attempt.options().body());
      refused(holder, attempt.send(SecurityKey.withResponse(answer, "userHandle", handle)));
    }
  }

  @Test
  void refusesAWrongSignature() {
    Keyholder holder = Keyholder.fresh().elsewhere();
    Attempt attempt = holder.begin();
    String answer = holder.key().get(attempt.options().body());

    refused(holder, attempt.send(SecurityKey.withResponse(answer, "signature", "AAAA")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "\"\"",
        "{",
        "{\"id\":null,\"rawId\":null,\"response\":null,\"type\":\"public-key\"}",
        "{\"id\":\"AA\",\"rawId\":\"AA\",\"response\":{},\"type\":\"public-key\"}",
        "{\"id\":\"AA\",\"rawId\":\"AA\",\"response\":{\"clientDataJSON\":\"e30\","
            + "\"authenticatorData\":\"AA\",\"signature\":\"AA\"},\"type\":\"public-key\"}",
        "{\"id\":\"%%\",\"rawId\":\"%%\",\"response\":{\"clientDataJSON\":\"%%\","
            + "\"authenticatorData\":\"%%\",\"signature\":\"%%\"},\"type\":\"public-key\"}"
      })
  void refusesWhatNoBrowserWouldSend(String answer) {
    Keyholder somebody = Keyholder.without().elsewhere();

    refused(somebody, somebody.begin().send(answer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clientDataJSON", "authenticatorData", "signature"})
  void refusesAnAnswerThatLacksSomething(String member) {
    Keyholder holder = Keyholder.fresh().elsewhere();
    Attempt attempt = holder.begin();

    for (String value : new String[] {"", "AA", "bnVsbA"}) {
      String answer = holder.key().get(attempt.options().body());
      refused(holder, attempt.send(SecurityKey.withResponse(answer, member, value)));
    }
  }

  @Test
  void refusesACounterThatDoesNotGrow() {
    Keyholder holder = Keyholder.fresh();
    holder.key().authenticator.setCountUpEnabled(false);
    Keyholder elsewhere = holder.elsewhere();

    refused(elsewhere, elsewhere.begin().answer(holder.key()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "disable"})
  void refusesWhoMayNotSignIn(String action) {
    Keyholder holder = Keyholder.fresh().elsewhere();
    Attempt attempt = holder.begin();
    var user = new Operator.User(holder.id(), holder.person().username());
    assertThat(new Operator().act(user, action)).isEqualTo(204);

    refused(holder, attempt.answer(holder.key()));
    assertThat(holder.published(LoginFailed.class))
        .extracting(LoginFailed::reason)
        .containsExactly(action.equals("lock") ? LoginFailure.LOCKED : LoginFailure.DISABLED);
  }

  @Test
  void refusesFormsOfOtherBrowsersAndOtherSites() {
    Keyholder holder = Keyholder.fresh().elsewhere();
    Attempt attempt = holder.begin();
    var stranger = new Attempt(new Browser(), attempt.path(), attempt.hidden());
    var forged =
        new Attempt(
            attempt.browser(),
            attempt.path(),
            Map.of("request", attempt.hidden().getOrDefault("request", ""), "csrf", "forged"));

    for (Attempt bad : List.of(stranger, forged)) {
      assertThat(bad.options().statusCode()).isEqualTo(403);
      assertThat(bad.send(holder.key().get(attempt.options().body())).statusCode()).isEqualTo(400);
    }
    assertThat(holder.isSignedIn()).isFalse();
  }

  @Test
  void thePageWorksWithoutScriptAndAllowsOnlyOurOwn() {
    HttpResponse<String> page = Person.fresh().ask(Person.request("portal"));

    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.body())
        .contains("action=\"/login/passkey\" data-passkey=\"get\" hidden")
        .doesNotContain("<script>");
  }

  /** All refusals look the same, and leave nobody signed in. */
  private static void refused(Keyholder holder, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains("The passkey was not accepted.");
    assertThat(holder.isSignedIn()).isFalse();
  }

  private static int returned(Outcome<Integer> outcome) {
    return switch (outcome) {
      case Outcome.Returned<Integer>(Integer status) -> status;
      case Outcome.Threw<Integer>(Throwable cause) -> throw new AssertionError(cause);
    };
  }
}
