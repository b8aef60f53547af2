package dev.holdfast.authserver.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Keyholder;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Person;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The {@code acr} claim: how well a login proves its person, and clients that demand more. */
class LoginClassTest {

  private static final String SINGLE = "urn:holdfast:acr:single-factor";
  private static final String MULTI = "urn:holdfast:acr:multi-factor";

  @Test
  void theMetadataNamesTheClasses() {
    HttpResponse<String> metadata =
        OAuthClient.send("GET", "/.well-known/openid-configuration", "", "", "");

    assertThat(OAuthClient.json(metadata).get("acr_values_supported"))
        .isEqualTo(List.of(SINGLE, MULTI));
    assertThat(OAuthClient.json(metadata).get("claims_supported"))
        .asInstanceOf(InstanceOfAssertFactories.list(Object.class))
        .contains("acr", "amr");
  }

  @Test
  void theIdTokenTellsHowWellThePersonSignedIn() {
    Keyholder holder = Keyholder.fresh();
    HttpResponse<String> withKey = holder.elsewhere().begin().answer(holder.key());
    holder.requireSecondFactor(true);
    HttpResponse<String> withBoth = holder.elsewhere().beginWithPassword().answer(holder.key());

    assertThat(acr(Person.fresh().authorize(Person.request("portal")))).isEqualTo(SINGLE);
    assertThat(acr(withKey)).isEqualTo(MULTI);
    assertThat(acr(withBoth)).isEqualTo(MULTI);
  }

  @Test
  void acrValuesAreAWishOnly() {
    Person person = Person.fresh();
    person.code("portal");
    Map<String, String> request = Person.request("portal");
    request.put("acr_values", MULTI);

    assertThat(acr(person.ask(request))).isEqualTo(SINGLE);
  }

  @Test
  void aDemandThatTheLoginMeetsAsksNobody() {
    Person person = Person.fresh();
    person.code("portal");

    assertThat(acr(person.ask(demanding(SINGLE)))).isEqualTo(SINGLE);
    assertThat(acr(person.ask(demanding(MULTI, SINGLE)))).isEqualTo(SINGLE);
  }

  @Test
  void aWeakerLoginStepsUpByAPasskey() {
    Keyholder holder = Keyholder.fresh();

    HttpResponse<String> login = holder.person().ask(demanding(MULTI));
    assertThat(Person.asksForLogin(login)).isTrue();
    var attempt =
        new Keyholder.Attempt(holder.person().browser(), "/login/passkey", Browser.hidden(login));

    assertThat(acr(attempt.answer(holder.key()))).isEqualTo(MULTI);
    assertThat(acr(holder.person().ask(demanding(MULTI)))).isEqualTo(MULTI);
  }

  @Test
  void whoCannotStepUpIsRefused() {
    Person person = Person.fresh();
    HttpResponse<String> login = person.ask(demanding(MULTI));

    assertThat(error(person.browser().login(login, person.username(), Person.PASSWORD)))
        .isEqualTo("unmet_authentication_requirements");
  }

  @Test
  void nobodyIsAskedIfTheClientDoesNotWantThat() {
    Person person = Person.fresh();
    person.code("portal");
    Map<String, String> request = demanding(MULTI);
    request.put("prompt", "none");

    assertThat(error(person.ask(request))).isEqualTo("login_required");
  }

  @Test
  void aDemandForClassesThatAreNotHereIsRefusedAtOnce() {
    assertThat(error(Person.fresh().ask(demanding("urn:example:gold"))))
        .isEqualTo("unmet_authentication_requirements");
  }

  private static Map<String, String> demanding(String... classes) {
    Map<String, String> request = Person.request("portal");
    request.put(
        "claims",
        "{\"id_token\": {\"acr\": {\"essential\": true, \"values\": [\"%s\"]}}}"
            .formatted(String.join("\", \"", classes)));
    return request;
  }

  private static String acr(HttpResponse<String> signedIn) {
    String code = Browser.redirectQuery(signedIn).getOrDefault("code", "");
    var idToken = OAuthClient.claims(OAuthClient.string(Person.redeem("portal", code), "id_token"));
    return String.valueOf(idToken.getClaim("acr"));
  }

  private static String error(HttpResponse<String> answer) {
    return Browser.redirectQuery(answer).getOrDefault("error", "");
  }
}
