package dev.holdfast.authserver.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.authserver.login.LoginSessions;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.identity.SubjectId;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
  void anotherPersonsSessionGrantAndConsentStay() {
    Person person = Person.fresh();
    person.code("portal");
    Person other = Person.fresh();
    HttpResponse<String> tokens = other.tokens("portal");

    change(person, "sessions/end", "sid", Person.claim(tokens, "sid"));
    change(person, "consents/revoke", "consent", consent(other));
    HttpResponse<String> unknown = change(person, "grants/end", "gid", "unknown");
    HttpResponse<String> foreign = change(person, "grants/end", "gid", Person.claim(tokens, "gid"));

    assertThat(foreign.statusCode()).isEqualTo(unknown.statusCode());
    assertThat(foreign.body()).isEqualTo(unknown.body()).contains("had ended already");
    assertThat(session(tokens)).isTrue();
    assertThat(grants.live).containsKey(Person.claim(tokens, "gid"));
    assertThat(Browser.redirectQuery(other.ask(Person.request("portal")))).containsKey("code");
  }

  @Test
  void listsWhatHasAccess() {
    Person person = Person.fresh();
    person.browser().userAgent = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/145.0";
    String gid = Person.claim(person.tokens("portal"), "gid");

    assertThat(show(person).body())
        .contains("<th scope=\"row\">Portal</th>\n<td>Firefox on Linux</td>")
        .contains("name=\"gid\" value=\"" + gid + "\"")
        .containsPattern("<td><code>" + Pattern.quote(Server.RESOURCE) + "</code>");
  }

  @Test
  void endsOneGrantAndNoOther() {
    Person person = Person.fresh();
    HttpResponse<String> lost = person.tokens("portal");
    HttpResponse<String> kept = person.tokens("portal");

    assertThat(change(person, "grants/end", "gid", Person.claim(lost, "gid")).body())
        .contains("That access has ended.")
        .contains(Person.claim(kept, "gid"))
        .doesNotContain(Person.claim(lost, "gid"));

    assertThat(grants.ended).containsEntry(Person.claim(lost, "gid"), EndReason.CLIENT_REQUEST);
    assertThat(grants.live).containsKey(Person.claim(kept, "gid"));
    assertThat(change(person, "grants/end", "gid", Person.claim(lost, "gid")).body())
        .contains("That access had ended already.");
  }

  @Test
  void ofManyGrantsThoseUsedLastAreShown() {
    Person person = Person.fresh();
    HttpResponse<String> tokens = person.tokens("portal");
    SubjectId subject = new SubjectId(Server.issuer(), Person.claim(tokens, "sub"));
    Instant before = Instant.EPOCH;
    IntStream.range(0, 100).forEach(n -> grants.issue(older(subject, before.plusSeconds(n))));

    String page = show(person).body();

    assertThat(page).contains("These are the 100 that were used last.", "client-99", "client-1<");
    assertThat(page).doesNotContain("client-0<");
    assertThat(page.indexOf(Person.claim(tokens, "gid"))).isLessThan(page.indexOf("client-99"));
  }

  @Test
  void thePageIsThereWhileTheTokenServiceIsNot() {
    Person person = Person.fresh();
    String gid = Person.claim(person.tokens("portal"), "gid");
    grants.down = true;

    assertThat(show(person).body()).contains("This cannot be shown at the moment", "this browser");
    assertThat(change(person, "grants/end", "gid", gid).statusCode()).isEqualTo(503);
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
        Map.of(
            "csrf", "forged",
            "sid", Person.claim(tokens, "sid"),
            "gid", Person.claim(tokens, "gid"),
            "consent", consent(person));
    Map<String, String> withoutProof = new HashMap<>(form);
    withoutProof.remove("csrf");

    for (String path :
        List.of("sessions/end", "sessions/end-others", "grants/end", "consents/revoke")) {
      assertThat(person.browser().post("/account/" + path, form).statusCode()).isEqualTo(403);
      assertThat(person.browser().post("/account/" + path, withoutProof).statusCode())
          .isEqualTo(403);
    }
    assertThat(session(tokens)).isTrue();
    assertThat(grants.live).containsKey(Person.claim(tokens, "gid"));
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

  private static IssueGrant older(SubjectId subject, Instant begin) {
    return new IssueGrant(
        subject,
        "client-" + begin.getEpochSecond(),
        "sid",
        new TreeSet<>(),
        List.of(Server.RESOURCE),
        begin,
        begin,
        null,
        true);
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
