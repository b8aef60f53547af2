package dev.holdfast.authserver.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.OtherProvider;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.IdentityEvent.LoginSuccess;
import dev.holdfast.contracts.events.IdentityEvent.UserCreated;
import dev.holdfast.testsupport.Races;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Signing in through another provider; row 2 for external logins. */
class FederatedLoginTest {

  private static final OtherProvider ACME = OtherProvider.ACME;

  @Test
  void theLoginPageHasAButtonForEveryProvider() {
    String page = Person.fresh().ask(Person.request("console")).body();

    assertThat(page)
        .contains("action=\"/login/acme/start\"", "action=\"/login/globex/start\"")
        .contains("Continue with &lt;acme&gt;");
  }

  @Test
  void asksTheProviderAsTheCodeFlowDemands() {
    Map<String, String> asked = Visitor.of(ACME).start("console");

    assertThat(asked)
        .containsEntry("tenant", "1")
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "holdfast")
        .containsEntry("redirect_uri", Server.issuer() + "/login/acme/callback")
        .containsEntry("code_challenge_method", "S256")
        .doesNotContainKey("prompt");
    assertThat(asked.getOrDefault("scope", "").split(" "))
        .containsExactly("openid", "profile", "email");
    assertThat(asked.get("state")).hasSize(43);
    assertThat(asked.get("nonce")).hasSize(43).isNotEqualTo(asked.get("state"));
    assertThat(asked.get("code_challenge")).hasSize(43);
  }

  @Test
  void aClientsDemandForANewLoginIsPassedOn() {
    Map<String, String> request = Person.request("console");
    request.put("prompt", "login");

    assertThat(Visitor.of(ACME).start(request)).containsEntry("prompt", "login");
  }

  @Test
  void theFirstLoginMakesAUserOfOurs() {
    Visitor visitor = Visitor.of(ACME);
    String name = "dormouse" + UUID.randomUUID();
    Map<String, String> asked = visitor.start("portal");
    HttpResponse<String> page =
        visitor.comeBack(
            ACME.answer(
                asked,
                ACME.claims(asked, visitor.subject())
                    .claim("preferred_username", name + "@acme.example")
                    .claim("name", "The Dormouse")
                    .claim("email", "dormouse@acme.example")
                    .claim("email_verified", true)));
    page = visitor.browser().decide(page, "allow");
    HttpResponse<String> tokens =
        Person.redeem("portal", Browser.redirectQuery(page).getOrDefault("code", ""));

    var idToken = OAuthClient.claims(OAuthClient.string(tokens, "id_token"));
    assertThat(idToken.getIssuer()).isEqualTo(Server.issuer());
    assertThat(idToken.getSubject()).isNotEqualTo(visitor.subject()).hasSize(36);
    assertThat(idToken.getClaim("amr")).isEqualTo(List.of("fed"));
    assertThat(new Operator().shown(new Operator.User(idToken.getSubject(), name)))
        .containsEntry("username", name)
        .containsEntry("name", "The Dormouse")
        .containsEntry("email", "dormouse@acme.example");
    assertThat(Published.about(idToken.getSubject(), UserCreated.class)).hasSize(1);
  }

  @Test
  void theSamePersonIsTheSameUserEveryTime() {
    Visitor visitor = Visitor.of(ACME);
    String first = visitor.signIn();

    assertThat(visitor.elsewhere().signIn()).isEqualTo(first);
    assertThat(Published.about(first, LoginSuccess.class)).hasSize(2);
  }

  @Test
  void theSameSubjectAtAnotherProviderIsSomebodyElse() {
    Visitor visitor = Visitor.of(ACME);
    String here = visitor.signIn();

    assertThat(new Visitor(OtherProvider.GLOBEX, visitor.subject(), new Browser()).signIn())
        .isNotEqualTo(here);
  }

  @Test
  void aSubjectThatDiffersInItsEndIsSomebodyElse() {
    Visitor visitor = Visitor.of(ACME);
    String here = visitor.signIn();

    assertThat(new Visitor(ACME, visitor.subject() + ' ', new Browser()).signIn())
        .isNotEqualTo(here);
  }

  @Test
  void nobodyBecomesALocalUserByNameOrAddress() {
    var operator = new Operator();
    String name = "hatter-" + UUID.randomUUID();
    Operator.User local = operator.create(name, "\"email\": \"%s@acme.example\"".formatted(name));
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> asked = visitor.start("console");
    HttpResponse<String> page =
        visitor.comeBack(
            ACME.answer(
                asked,
                ACME.claims(asked, visitor.subject())
                    .claim("preferred_username", name)
                    .claim("email", name + "@acme.example")
                    .claim("email_verified", true)));
    page = visitor.browser().decide(page, "allow");

    String sub =
        Person.claim(
            Person.redeem("console", Browser.redirectQuery(page).getOrDefault("code", "")), "sub");
    assertThat(sub).isNotEqualTo(local.id());
    assertThat(operator.shown(new Operator.User(sub, ""))).containsEntry("username", name + "-2");
  }

  @Test
  void anAddressThatTheProviderHasNotVerifiedIsNotKept() {
    Visitor visitor = Visitor.of(ACME);
    Map<String, String> asked = visitor.start("console");
    HttpResponse<String> page =
        visitor.comeBack(
            ACME.answer(
                asked, ACME.claims(asked, visitor.subject()).claim("email", "king@acme.example")));
    page = visitor.browser().decide(page, "allow");
    String sub =
        Person.claim(
            Person.redeem("console", Browser.redirectQuery(page).getOrDefault("code", "")), "sub");

    assertThat(new Operator().shown(new Operator.User(sub, "")).get("email")).isNull();
  }

  @Test
  void countsByProviderAndOutcome() {
    var meters = Server.bean(MeterRegistry.class);
    Counter successes = counter(meters, "success");
    Counter denials = counter(meters, "denied");
    double signedIn = successes.count();
    double denied = denials.count();
    Visitor visitor = Visitor.of(ACME);
    visitor.signIn();
    Visitor there = visitor.elsewhere();
    there.comeBack(ACME.answer(there.start("portal"), "error", "access_denied"));

    assertThat(successes.count()).isEqualTo(signedIn + 1);
    assertThat(denials.count()).isEqualTo(denied + 1);
  }

  @Test
  void operatorsSeeThroughWhichProvider() {
    String userId = Visitor.of(ACME).signIn();

    assertThat(new Operator().get("/admin/users/" + userId + "/sessions").body())
        .contains("\"provider\":\"acme\"", "\"amr\":[\"fed\"]");
  }

  /** Row 2. */
  @Test
  void endsTheOlderLoginOfASingleSessionClient() {
    Visitor visitor = Visitor.of(ACME);
    String userId = visitor.signIn();
    visitor.elsewhere().signIn();

    assertThat(new Person("", visitor.browser()).ask(Person.request("console")).body())
        .contains("action=\"/login\"");
    assertThat(Published.about(userId, LoginSuccess.class))
        .allSatisfy(login -> assertThat(login.clientId()).isEqualTo("console"));
  }

  @Test
  void worksForTheAccountPageToo() {
    Visitor visitor = Visitor.of(ACME);
    HttpResponse<String> page = visitor.press(visitor.browser().get(Server.issuer() + "/account"));

    assertThat(visitor.comeBack(visitor.answer(Visitor.asked(page))).body())
        .contains("Where you are signed in");
  }

  @Test
  void oneLoginMakesNoUserWhereThatIsOff() {
    Visitor stranger = Visitor.of(OtherProvider.STAFF);
    Map<String, String> asked = stranger.start("console");

    assertRefused(stranger.comeBack(stranger.answer(asked)));
  }

  @RepeatedTest(3)
  void ofEightFirstLoginsOfOnePersonOneMakesTheUser() {
    Visitor visitor = Visitor.of(ACME);
    String name = "twin-" + UUID.randomUUID();

    var users = new HashSet<String>();
    for (Races.Outcome<String> outcome :
        Races.run(
            8,
            () -> {
              Visitor twin = visitor.elsewhere();
              Map<String, String> asked = twin.start("portal");
              JWTClaimsSet.Builder claims =
                  ACME.claims(asked, twin.subject()).claim("preferred_username", name);
              HttpResponse<String> page = twin.comeBack(ACME.answer(asked, claims));
              if (Person.asksForConsent(page)) {
                page = twin.browser().decide(page, "allow");
              }
              return Person.claim(
                  Person.redeem("portal", Browser.redirectQuery(page).getOrDefault("code", "")),
                  "sub");
            })) {
      users.add(returned(outcome));
    }

    assertThat(users).hasSize(1);
    String userId = users.iterator().next();
    assertThat(Published.about(userId, UserCreated.class)).hasSize(1);
    assertThat(Published.about(userId, LoginSuccess.class)).hasSize(8);
    assertThat(new Operator().get("/admin/users/by-username?username=" + name + "-2").statusCode())
        .isEqualTo(404);
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return meters.counter("holdfast.federated.logins", "provider", "acme", "outcome", outcome);
  }

  private static String returned(Races.Outcome<String> outcome) {
    if (outcome instanceof Races.Outcome.Returned<String>(String value)) {
      return value;
    }
    throw new AssertionError(outcome);
  }

  static void assertRefused(HttpResponse<String> page) {
    assertThat(page.statusCode()).as(page.body()).isEqualTo(403);
    assertThat(page.body())
        .contains("Signing in there did not work")
        .contains("action=\"/login\"")
        .doesNotContain("<script>server");
  }
}
