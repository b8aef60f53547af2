package dev.holdfast.authserver.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.IdentityEvent.Logout;
import dev.holdfast.contracts.grants.EndReason;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect RP-Initiated Logout 1.0. */
class LogoutTest {

  private static final String BYE = "https://portal.example/bye?from=here";

  private final MemoryGrants grants = Server.bean(MemoryGrants.class);

  @Test
  void anIdTokenOfThisSessionNeedsNoQuestion() {
    Person person = Person.fresh();
    HttpResponse<String> tokens = person.tokens("portal");

    HttpResponse<String> answer =
        logout(
            person,
            Map.of(
                "id_token_hint",
                OAuthClient.string(tokens, "id_token"),
                "post_logout_redirect_uri",
                BYE,
                "state",
                "s t&te"));

    assertThat(location(answer)).isEqualTo(BYE + "&state=s+t%26te");
    assertThat(Person.asksForLogin(person.ask(Person.request("portal")))).isTrue();
    assertThat(Published.all())
        .anyMatch(
            event ->
                event instanceof Logout gone && gone.sid().equals(Person.claim(tokens, "sid")));
  }

  @Test
  void aFormOfAnotherSiteComesWithoutTheCookieAndWorksAllTheSame() {
    Person person = Person.fresh();
    Map<String, String> form =
        Map.of(
            "id_token_hint",
            OAuthClient.string(person.tokens("portal"), "id_token"),
            "post_logout_redirect_uri",
            BYE);

    HttpResponse<String> first = new Browser().postOnly("/logout", form);
    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(location(person.browser().get(Server.issuer() + location(first)))).isEqualTo(BYE);
    assertThat(Person.asksForLogin(person.ask(Person.request("portal")))).isTrue();
  }

  @Test
  void withoutAHintThePersonIsAsked() {
    Person person = Person.fresh();
    person.code("portal");
    Map<String, String> request = new LinkedHashMap<>();
    request.put("client_id", "portal");
    request.put("post_logout_redirect_uri", BYE);
    request.put("state", "\"><b>x");

    HttpResponse<String> question = logout(person, request);

    assertThat(question.statusCode()).isEqualTo(200);
    assertThat(question.body()).contains("action=\"/logout/confirm\"", "Portal", "Sign out");
    assertThat(question.body()).doesNotContain("<b>");
    assertThat(Browser.redirectQuery(person.ask(Person.request("portal")))).containsKey("code");
    Map<String, String> form = Browser.hidden(question);
    form.put("state", "st4te");
    assertThat(location(person.browser().post("/logout/confirm", form)))
        .isEqualTo(BYE + "&state=st4te");
    assertThat(Person.asksForLogin(person.ask(Person.request("portal")))).isTrue();
  }

  @Test
  void anotherPersonsHintIsAsked() {
    String idToken = OAuthClient.string(Person.fresh().tokens("portal"), "id_token");
    Person person = Person.fresh();
    person.code("portal");

    assertThat(logout(person, Map.of("id_token_hint", idToken)).body())
        .contains("action=\"/logout/confirm\"");
  }

  @Test
  void theAnswerNeedsItsProof() {
    Person person = Person.fresh();
    person.code("portal");
    HttpResponse<String> answer =
        person.browser().post("/logout/confirm", Map.of("csrf", "forged"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Browser.redirectQuery(person.ask(Person.request("portal")))).containsKey("code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "https://portal.example/bye",
        "https://portal.example/bye?from=here&more",
        "https://portal.example/bye?from=here#x",
        "HTTPS://portal.example/bye?from=here",
        "https://portal.example@evil.example/bye?from=here",
        "//evil.example",
        "::"
      })
  void neverLeadsToAnAddressThatIsNotTheClients(String uri) {
    Person person = Person.fresh();
    String idToken = OAuthClient.string(person.tokens("portal"), "id_token");

    HttpResponse<String> answer =
        logout(person, Map.of("id_token_hint", idToken, "post_logout_redirect_uri", uri));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void refusesWhatCannotBeTrusted() {
    Person person = Person.fresh();
    HttpResponse<String> tokens = person.tokens("portal");
    String idToken = OAuthClient.string(tokens, "id_token");
    String accessToken = OAuthClient.string(tokens, "access_token");

    assertThat(logout(person, Map.of("id_token_hint", "x")).statusCode()).isEqualTo(400);
    assertThat(logout(person, Map.of("id_token_hint", accessToken)).statusCode()).isEqualTo(400);
    assertThat(logout(person, Map.of("client_id", "unheard-of")).statusCode()).isEqualTo(400);
    assertThat(
            logout(person, Map.of("id_token_hint", idToken, "client_id", "console")).statusCode())
        .isEqualTo(400);
    assertThat(logout(person, Map.of("post_logout_redirect_uri", BYE)).statusCode()).isEqualTo(400);
    assertThat(person.browser().get(Server.issuer() + "/logout?state=a&state=b").statusCode())
        .isEqualTo(400);
  }

  @Test
  void whoIsNotSignedInIsToldSo() {
    assertThat(logout(Person.fresh(), Map.of()).body()).contains("You are signed out");
    assertThat(
            location(
                logout(
                    Person.fresh(),
                    Map.of("client_id", "portal", "post_logout_redirect_uri", BYE))))
        .isEqualTo(BYE);
  }

  @Test
  void grantsThatLiveOnlyAsLongAsTheSessionEndAndOthersStay() {
    Person person = Person.fresh();
    HttpResponse<String> browserClient = person.tokens("console");
    HttpResponse<String> assistant = person.tokens("portal");
    Map<String, String> signInOnly = Person.request("portal");
    signInOnly.remove("resource");
    HttpResponse<String> bound = person.tokens(signInOnly);
    signInOnly.put("scope", "openid offline_access");
    HttpResponse<String> offline = person.tokens(signInOnly);
    HttpResponse<String> elsewhere = person.elsewhere().tokens("portal");

    logout(person, Map.of("id_token_hint", OAuthClient.string(bound, "id_token")));

    await()
        .untilAsserted(
            () ->
                assertThat(grants.ended)
                    .containsEntry(gid(browserClient), EndReason.LOGOUT)
                    .containsEntry(gid(bound), EndReason.LOGOUT));
    assertThat(grants.live).containsKeys(gid(assistant), gid(offline), gid(elsewhere));
  }

  @Test
  void aCodeOfAnEndedSessionIsWorthNothing() {
    Person person = Person.fresh();
    String idToken = OAuthClient.string(person.tokens("portal"), "id_token");
    String code = person.code("portal");
    logout(person, Map.of("id_token_hint", idToken));

    assertThat(OAuthClient.string(Person.redeem("portal", code), "error"))
        .isEqualTo("invalid_grant");
  }

  @Test
  void theMetadataTellsOfIt() {
    assertThat(
            OAuthClient.json(
                OAuthClient.send("GET", "/.well-known/openid-configuration", "", "", "")))
        .containsEntry("end_session_endpoint", Server.issuer() + "/logout")
        .containsEntry("backchannel_logout_supported", true)
        .containsEntry("backchannel_logout_session_supported", true);
  }

  private static HttpResponse<String> logout(Person person, Map<String, String> parameters) {
    return person.browser().get(Server.issuer() + "/logout?" + Browser.encode(parameters));
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private static String gid(HttpResponse<String> tokens) {
    return Person.claim(tokens, "gid");
  }
}
