package dev.holdfast.authserver.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.authserver.login.LoginSessions;
import dev.holdfast.contracts.grants.EndReason;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The person's own page. */
class AccountTest {

  private static final Pattern CONSENT = Pattern.compile("name=\"consent\" value=\"([^\"]*)\"");

  private final MemoryGrants grants = Server.bean(MemoryGrants.class);

  @AfterEach
  void restore() {
    grants.down = false;
  }

  @Test
  void asksToSignInAndComesBack() {
    Person person = Person.fresh();
    HttpResponse<String> page = show(person);
    assertThat(Person.asksForLogin(page)).isTrue();

    HttpResponse<String> after = person.browser().login(page, person.username(), Person.PASSWORD);

    assertThat(after.body()).contains("Your account", "this browser", "Nothing yet");
  }

  @Test
  void showsWhereOneIsSignedInAndWhatOneAllowed() {
    Person person = Person.fresh();
    person.code("portal");
    person.elsewhere().code("console");

    assertThat(show(person).body())
        .contains("Portal", "Holdfast console", "this browser", Server.RESOURCE)
        .contains("<code>openid</code>", "href=\"/account/password\"", "href=\"/logout\"");
  }

  @Test
  void endsAnotherSession() {
    Person person = Person.fresh();
    person.code("portal");
    HttpResponse<String> there = person.elsewhere().tokens("portal");

    assertThat(change(person, "sessions/end", "sid", Person.claim(there, "sid")).body())
        .contains("The session has ended.");
    assertThat(session(there)).isFalse();
    assertThat(Browser.redirectQuery(person.ask(Person.request("portal")))).containsKey("code");
  }

  @Test
  void endsAllOthers() {
    Person person = Person.fresh();
    HttpResponse<String> here = person.tokens("portal");
    HttpResponse<String> there = person.elsewhere().tokens("portal");
    HttpResponse<String> farAway = person.elsewhere().tokens("portal");

    change(person, "sessions/end-others", "sid", "");

    assertThat(session(here)).isTrue();
    assertThat(session(there)).isFalse();
    assertThat(session(farAway)).isFalse();
  }

  @Test
  void anotherPersonsSessionAndConsentStay() {
    Person person = Person.fresh();
    person.code("portal");
    Person other = Person.fresh();
    HttpResponse<String> tokens = other.tokens("portal");

    change(person, "sessions/end", "sid", Person.claim(tokens, "sid"));
    change(person, "consents/revoke", "consent", consent(other));

    assertThat(session(tokens)).isTrue();
    assertThat(grants.live).containsKey(Person.claim(tokens, "gid"));
    assertThat(Browser.redirectQuery(other.ask(Person.request("portal")))).containsKey("code");
  }

  @Test
  void takesAConsentBackWithTheGrantsThatRestOnIt() {
    Person person = Person.fresh();
    HttpResponse<String> taken = person.tokens("portal");
    HttpResponse<String> elsewhere = person.elsewhere().tokens("portal");
    HttpResponse<String> otherClient = person.elsewhere().tokens("vault");

    assertThat(change(person, "consents/revoke", "consent", consent(person)).body())
        .contains("vault has no access any more");
    assertThat(grants.ended)
        .containsEntry(Person.claim(otherClient, "gid"), EndReason.CLIENT_REQUEST);
    assertThat(grants.live)
        .containsKeys(Person.claim(taken, "gid"), Person.claim(elsewhere, "gid"));

    change(person, "consents/revoke", "consent", consent(person));
    assertThat(grants.ended)
        .containsEntry(Person.claim(taken, "gid"), EndReason.CLIENT_REQUEST)
        .containsEntry(Person.claim(elsewhere, "gid"), EndReason.CLIENT_REQUEST);
    assertThat(Person.asksForConsent(person.ask(Person.request("portal")))).isTrue();
  }

  @Test
  void aConsentStaysIfItsGrantsCannotBeEnded() {
    Person person = Person.fresh();
    person.code("portal");
    String consent = consent(person);
    grants.down = true;
    assertThat(change(person, "consents/revoke", "consent", consent).statusCode()).isEqualTo(503);

    grants.down = false;
    assertThat(change(person, "consents/revoke", "consent", consent).body())
        .contains("has no access any more");
  }

  @Test
  void aFormNeedsItsProof() {
    Person person = Person.fresh();
    HttpResponse<String> tokens = person.tokens("portal");
    Map<String, String> form =
        Map.of("csrf", "forged", "sid", Person.claim(tokens, "sid"), "consent", consent(person));

    for (String path : new String[] {"sessions/end", "sessions/end-others", "consents/revoke"}) {
      assertThat(person.browser().post("/account/" + path, form).statusCode()).isEqualTo(403);
    }
    assertThat(session(tokens)).isTrue();
  }

  @Test
  void theProofOfOneSessionIsWorthNothingInAnother() {
    Person person = Person.fresh();
    person.code("portal");
    Person there = person.elsewhere();
    there.code("portal");
    String proof = Browser.hidden(show(there)).getOrDefault("csrf", "");
    assertThat(proof).isNotEmpty();

    assertThat(person.browser().post("/account/sessions/end-others", Map.of("csrf", proof)))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(403);
  }

  private static HttpResponse<String> show(Person person) {
    return person.browser().get(Server.issuer() + "/account");
  }

  private static HttpResponse<String> change(
      Person person, String path, String name, String value) {
    String proof = Browser.hidden(show(person)).getOrDefault("csrf", "");
    return person.browser().post("/account/" + path, Map.of("csrf", proof, name, value));
  }

  /** The latest consent on the page. */
  private static String consent(Person person) {
    return CONSENT
        .matcher(show(person).body())
        .results()
        .findFirst()
        .map((MatchResult found) -> found.group(1))
        .orElseThrow();
  }

  private static boolean session(HttpResponse<String> tokens) {
    return Server.bean(LoginSessions.class).bySid(Person.claim(tokens, "sid")).isPresent();
  }
}
