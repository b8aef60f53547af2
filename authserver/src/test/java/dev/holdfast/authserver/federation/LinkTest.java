package dev.holdfast.authserver.federation;

import static dev.holdfast.authserver.federation.FederatedLoginTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.OtherProvider;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Replica;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.IdentityEvent.ProviderUnlinked;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tying a local user to a provider. */
class LinkTest {

  private static final OtherProvider STAFF = OtherProvider.STAFF;
  private static final String PAGE = "/account/providers";

  @Test
  void aSignedInPersonLinksAndSignsInThatWay() {
    Person person = Person.fresh();
    String userId = Person.claim(person.tokens("portal"), "sub");
    Visitor visitor = Visitor.of(STAFF);

    UnlinkTest.linkTo(visitor, person.browser());

    assertThat(visitor.elsewhere().signIn()).isEqualTo(userId);
    assertThat(person.browser().get(Server.issuer() + PAGE).body()).contains("Linked since");
    // Linking ends nothing.
    assertThat(Browser.redirectQuery(person.ask(Person.request("portal")))).containsKey("code");
  }

  @Test
  void whatIsSomebodyElsesStaysSo() {
    Visitor visitor = Visitor.of(OtherProvider.ACME);
    String owner = visitor.signIn();
    Person person = Person.fresh();
    person.code("portal");

    HttpResponse<String> page = comeBack(visitor, person.browser());

    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(page.body()).contains("belongs to somebody else");
    assertThat(visitor.elsewhere().signIn()).isEqualTo(owner);
  }

  @Test
  void onePersonPerProvider() {
    Person person = Person.fresh();
    person.code("portal");
    UnlinkTest.linkTo(Visitor.of(STAFF), person.browser());
    Visitor second = Visitor.of(STAFF);

    HttpResponse<String> page = comeBack(second, person.browser());

    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(page.body()).contains("linked there already");
    Visitor there = second.elsewhere();
    assertRefused(there.comeBack(there.answer(there.start("console"))));
  }

  @Test
  void linkingNeedsTheLoginThatBeganIt() {
    Person person = Person.fresh();
    person.code("portal");
    Visitor visitor = Visitor.of(STAFF);
    HttpResponse<String> away = link(person.browser(), "staff");
    var here = new Visitor(STAFF, visitor.subject(), person.browser());
    Map<String, String> answer = here.answer(Visitor.asked(away));
    // Somebody else has signed in at the browser meanwhile.
    Person other = new Person(Person.fresh().username(), person.browser());
    Map<String, String> request = Person.request("portal");
    request.put("prompt", "login");
    other.authorize(request);

    assertThat(here.callback(answer).statusCode()).isEqualTo(403);
    Visitor there = visitor.elsewhere();
    assertRefused(there.comeBack(there.answer(there.start("console"))));
  }

  @Test
  void anErrorLeadsBackToThePage() {
    Person person = Person.fresh();
    person.code("portal");
    HttpResponse<String> away = link(person.browser(), "staff");
    var visitor = new Visitor(STAFF, "nobody", person.browser());

    HttpResponse<String> page =
        visitor.callback(STAFF.answer(Visitor.asked(away), "error", "access_denied"));

    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(page.body()).contains("Signing in there did not work", "Other ways to sign in");
  }

  @Test
  void anOldLoginHasToBeRenewedFirstAndComesBack() {
    String username = new Operator().newUser().username();
    try (Replica replica = Replica.withFakeClock(Map.of("holdfast.authserver.fresh-login", "1m"))) {
      var browser = new Browser(replica.address());
      browser.login(browser.get(replica.address() + "/account"), username, Operator.PASSWORD);
      Map<String, String> form = Browser.hidden(browser.get(replica.address() + PAGE));
      form.put("provider", STAFF.name());
      replica.clock().advance(Duration.ofSeconds(61));

      HttpResponse<String> login = browser.post(PAGE + "/link", form);
      HttpResponse<String> back = browser.login(login, username, Operator.PASSWORD);

      assertThat(Person.asksForLogin(login)).isTrue();
      assertThat(back.body()).contains("Other ways to sign in");
      form.putAll(Browser.hidden(back));
      assertThat(Visitor.asked(browser.post(PAGE + "/link", form))).containsKey("state");
    }
  }

  @Test
  void ofTwoWhoLinkOneExternalPersonOneGetsIt() {
    Visitor visitor = new Visitor(STAFF, "ext-" + UUID.randomUUID(), new Browser());

    var statuses = new HashSet<Integer>();
    for (Races.Outcome<Integer> outcome :
        Races.run(
            2,
            () -> {
              Person person = Person.fresh();
              person.code("portal");
              return comeBack(visitor, person.browser()).statusCode();
            })) {
      statuses.add(outcome instanceof Races.Outcome.Returned<Integer>(Integer code) ? code : -1);
    }

    assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    String userId = visitor.signIn();
    assertThat(Published.about(userId, ProviderUnlinked.class)).isEmpty();
  }

  /** Presses the link button; the page that leads to the provider. */
  static HttpResponse<String> link(Browser browser, String provider) {
    HttpResponse<String> page = browser.get(Server.issuer() + PAGE);
    String csrf = Browser.hidden(page).getOrDefault("csrf", "");
    return browser.post(PAGE + "/link", Map.of("csrf", csrf, "provider", provider));
  }

  private static HttpResponse<String> comeBack(Visitor visitor, Browser browser) {
    HttpResponse<String> away = link(browser, visitor.provider().name());
    var here = new Visitor(visitor.provider(), visitor.subject(), browser);
    return here.callback(here.answer(Visitor.asked(away)));
  }
}
