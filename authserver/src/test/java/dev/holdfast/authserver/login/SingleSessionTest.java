package dev.holdfast.authserver.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.IdentityEvent.LoginSuccess;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows 3, 10, 11 and 32. */
class SingleSessionTest {

  private static final int ROUNDS = 20;
  private static final int LOGINS = 10;

  private final MemoryGrants grants = Server.bean(MemoryGrants.class);

  @AfterEach
  void restore() {
    grants.beforeAnswer = () -> {};
  }

  @Test
  void anOlderLoginGetsNothingQuietlyForASingleSessionClient() {
    Person person = Person.fresh();
    person.code("console");
    person.elsewhere().code("console");

    Map<String, String> quiet = Person.request("console");
    quiet.put("prompt", "none");
    assertThat(Browser.redirectQuery(person.ask(quiet))).containsEntry("error", "login_required");
    assertThat(Person.asksForLogin(person.ask(Person.request("console")))).isTrue();
  }

  /** Row 10. */
  @Test
  void nothingButACompletedLoginIsPublishedAsOne() {
    Person person = Person.fresh();
    HttpResponse<String> tokens = person.tokens("console");
    String userId = Person.claim(tokens, "sub");
    Person there = person.elsewhere();
    there.browser().login(there.ask(Person.request("console")), person.username(), "wrong");
    there.ask(Person.request("console"));
    Map<String, String> consent = Person.request("console");
    consent.put("prompt", "consent");
    person.browser().decide(person.ask(consent), "deny");
    person.code("console");
    Map<String, String> quiet = Person.request("console");
    quiet.put("prompt", "none");
    person.ask(quiet);
    OAuthClient.token(OAuthClient.refresh(OAuthClient.string(tokens, "refresh_token")));
    new Operator().get("/admin/users/" + userId);

    assertThat(Published.all())
        .filteredOn(
            event ->
                event instanceof LoginSuccess && event.header().subject().subject().equals(userId))
        .hasSize(1);
    assertThat(Browser.redirectQuery(person.ask(quiet))).containsKey("code");
  }

  /** Row 32. */
  @Test
  void anAccessTokenThatWasJustReplacedStillWorks() {
    HttpResponse<String> tokens = Person.fresh().tokens("console");
    String replaced = "Bearer " + OAuthClient.string(tokens, "access_token");
    HttpResponse<String> renewed =
        OAuthClient.token(OAuthClient.refresh(OAuthClient.string(tokens, "refresh_token")));
    assertThat(renewed.statusCode()).isEqualTo(200);

    assertThat(OAuthClient.send("GET", "/userinfo", "", "", replaced).statusCode()).isEqualTo(200);
  }

  @Test
  void anOlderLoginStillCountsForOtherClients() {
    Person person = Person.fresh();
    person.code("portal");
    person.elsewhere().code("console");

    assertThat(Browser.redirectQuery(person.ask(Person.request("portal")))).containsKey("code");
  }

  @Test
  void aLoginForAnotherClientSupersedesToo() {
    Person person = Person.fresh();
    person.code("console");
    person.elsewhere().code("portal");

    assertThat(Person.asksForLogin(person.ask(Person.request("console")))).isTrue();
  }

  @Test
  void aPendingCodeOfAnOlderLoginIsRefusedForASingleSessionClientOnly() {
    Person person = Person.fresh();
    String console = person.code("console");
    String portal = person.code("portal");
    person.elsewhere().code("console");

    assertThat(OAuthClient.string(Person.redeem("console", console), "error"))
        .isEqualTo("invalid_grant");
    assertThat(Person.redeem("portal", portal).statusCode()).isEqualTo(200);
  }

  @Test
  void aLoginElsewhereDuringARedemptionEndsItsGrant() {
    Person person = Person.fresh();
    String code = person.code("console");
    grants.beforeAnswer =
        () -> {
          grants.beforeAnswer = () -> {};
          person.elsewhere().code("console");
        };

    assertThat(OAuthClient.string(Person.redeem("console", code), "error"))
        .isEqualTo("invalid_grant");
    assertThat(grants.ended).containsValue(EndReason.LOGIN_ELSEWHERE);
  }

  @Test
  void signingInAgainAtTheOlderBrowserTakesOver() {
    Person person = Person.fresh();
    person.code("console");
    Person other = person.elsewhere();
    other.code("console");

    assertThat(person.code("console")).isNotEmpty();
    assertThat(Person.asksForLogin(other.ask(Person.request("console")))).isTrue();
  }

  @Test
  void signingInAgainAtTheSameBrowserGoesOnWithTheSession() {
    Person person = Person.fresh();
    HttpResponse<String> first = person.tokens("console");
    Map<String, String> again = Person.request("console");
    again.put("prompt", "login");

    assertThat(Person.claim(person.tokens(again), "sid")).isEqualTo(Person.claim(first, "sid"));
    assertThat(liveSessions(Person.claim(first, "sub"))).hasSize(1);
    assertThat(grants.live).containsKey(Person.claim(first, "gid"));
  }

  @Test
  void switchedOffNothingIsSuperseded() {
    Person person = Person.fresh();
    HttpResponse<String> tokens = person.tokens("console");
    person.elsewhere().code("console");
    var session = Server.bean(LoginSessions.class).bySid(Person.claim(tokens, "sid")).orElseThrow();

    assertThat(new SingleSession(false, List.of("console")).counts(session, "console")).isTrue();
    assertThat(new SingleSession(true, List.of("console")).counts(session, "console")).isFalse();
    assertThat(new SingleSession(true, List.of("Console")).counts(session, "console")).isTrue();
  }

  @Test
  void ofManyLoginsAtOnceExactlyOneStaysAndNoneFails() {
    Person person = Person.fresh();
    for (int round = 0; round < ROUNDS; round++) {
      List<Person> browsers = IntStream.range(0, LOGINS).mapToObj(_ -> person.elsewhere()).toList();
      List<HttpResponse<String>> pages =
          browsers.stream().map(each -> each.ask(Person.request("console"))).toList();

      var answers =
          Races.run(
              LOGINS,
              caller ->
                  () -> {
                    Browser browser = browsers.get(caller).browser();
                    return browser.login(pages.get(caller), person.username(), Person.PASSWORD);
                  });

      assertThat(Races.failures(answers)).isEmpty();
      assertThat(Races.values(answers))
          .extracting(HttpResponse::statusCode)
          .hasSize(LOGINS)
          .isSubsetOf(200, 302, 303);
      assertThat(browsers.stream().filter(SingleSessionTest::signedIn)).hasSize(1);
    }
  }

  @Test
  void firstLoginsOfManyPeopleAtOnceDisturbNobody() {
    for (int round = 0; round < 5; round++) {
      List<Person> people = IntStream.range(0, LOGINS).mapToObj(_ -> Person.fresh()).toList();
      List<HttpResponse<String>> pages =
          people.stream().map(each -> each.ask(Person.request("console"))).toList();

      var answers =
          Races.run(
              LOGINS,
              caller ->
                  () -> {
                    Person person = people.get(caller);
                    return person
                        .browser()
                        .login(pages.get(caller), person.username(), Person.PASSWORD);
                  });

      assertThat(Races.failures(answers)).isEmpty();
      assertThat(Races.values(answers))
          .extracting(HttpResponse::statusCode)
          .hasSize(LOGINS)
          .isSubsetOf(200, 302, 303);
    }
  }

  /** Not asked to sign in; that the consent is still open does not matter. */
  private static boolean signedIn(Person person) {
    Map<String, String> quiet = Person.request("console");
    quiet.put("prompt", "none");
    return !Browser.redirectQuery(person.ask(quiet))
        .getOrDefault("error", "")
        .equals("login_required");
  }

  private static List<String> liveSessions(String userId) {
    return Server.bean(LoginSessions.class).allOf(userId).stream()
        .map(session -> session.sid())
        .toList();
  }
}
