package dev.holdfast.authserver.federation;

import static dev.holdfast.authserver.federation.FederatedLoginTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Keyholder;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.OtherProvider;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.SecurityKey;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.events.AuditEvent.AdministratorActed;
import dev.holdfast.contracts.events.IdentityEvent.LoginSuccess;
import dev.holdfast.contracts.events.IdentityEvent.Logout;
import dev.holdfast.contracts.events.IdentityEvent.ProviderUnlinked;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Losing a provider to sign in through; row 15. */
class UnlinkTest {

  private static final OtherProvider ACME = OtherProvider.ACME;

  private final Operator operator = new Operator();

  @Test
  void anOperatorSeesAndUnlinks() {
    Visitor visitor = Visitor.of(ACME);
    HttpResponse<String> tokens = visitor.tokens("portal");
    var user = new Operator.User(Person.claim(tokens, "sub"), "");
    assertThat(operator.get(user.path() + "/providers").body())
        .contains("\"provider\":\"acme\"", ACME.issuer(), visitor.subject());

    assertThat(unlink(user, "acme")).isEqualTo(204);

    assertEnded(visitor, tokens, user.id());
    assertThat(Published.about(user.id(), AdministratorActed.class))
        .extracting(AdministratorActed::action)
        .containsOnlyOnce("user-provider-unlink");
    assertThat(operator.get(user.path() + "/providers").body()).isEqualTo("[]");
    assertThat(unlink(user, "acme")).isEqualTo(404);
    assertThat(unlink(user, "nobody")).isEqualTo(404);
    assertThat(operator.get("/admin/users/" + UUID.randomUUID() + "/providers").statusCode())
        .isEqualTo(404);
  }

  @Test
  void whoWasUnlinkedComesBackAsSomebodyNew() {
    Visitor visitor = Visitor.of(ACME);
    String userId = visitor.signIn();
    unlink(new Operator.User(userId, ""), "acme");

    assertThat(visitor.elsewhere().signIn()).isNotEqualTo(userId);
  }

  @Test
  void aPersonMustNotLoseTheLastWayToSignIn() {
    Visitor visitor = Visitor.of(ACME);
    String userId = visitor.signIn();

    HttpResponse<String> page = unlinkOwn(visitor.browser(), "acme");

    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(page.body()).contains("no other way to sign in");
    assertThat(Published.about(userId, ProviderUnlinked.class)).isEmpty();
  }

  @Test
  void aPersonWithAPasswordUnlinks() {
    Visitor visitor = Visitor.of(ACME);
    var user = new Operator.User(visitor.signIn(), "");
    setPassword(user);
    visitor = visitor.elsewhere();
    HttpResponse<String> tokens = visitor.tokens("portal");

    HttpResponse<String> page = unlinkOwn(visitor.browser(), "acme");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("signed out everywhere");
    assertEnded(visitor, tokens, user.id());
  }

  @Test
  void formsThatAreNotOursChangeNothing() {
    Visitor visitor = Visitor.of(ACME);
    setPassword(new Operator.User(visitor.signIn(), ""));
    visitor = visitor.elsewhere();
    visitor.signIn();
    Browser browser = visitor.browser();

    for (String action : List.of("link", "unlink")) {
      Map<String, String> form = Map.of("csrf", "x", "provider", "acme");
      assertThat(browser.post("/account/providers/" + action, form).statusCode()).isEqualTo(403);
      assertThat(new Browser().postOnly("/account/providers/" + action, form).statusCode())
          .isEqualTo(303);
    }
    assertThat(browser.get(Server.issuer() + "/account/providers").body())
        .contains("Unlink", "Linked since");
  }

  @Test
  void ofEightWhoUnlinkOneTellsIt() {
    var user = new Operator.User(Visitor.of(ACME).signIn(), "");

    List<Races.Outcome<Integer>> outcomes = Races.run(8, () -> unlink(user, "acme"));

    assertThat(outcomes)
        .filteredOn(outcome -> outcome.equals(new Races.Outcome.Returned<>(204)))
        .hasSize(1);
    assertThat(Published.about(user.id(), ProviderUnlinked.class)).hasSize(1);
  }

  @Test
  void aLinkedProviderIsEnoughToRemoveTheLastPasskey() {
    Keyholder holder = withoutPassword(ACME);
    String id = holder.passkeys().getFirst().id();

    assertThat(holder.remove(id).statusCode()).isEqualTo(200);

    assertThat(holder.passkeys()).isEmpty();
  }

  @RepeatedTest(3)
  void ofTheLastPasskeyAndTheLastProviderOneStays() {
    Keyholder holder = withoutPassword(ACME);
    String passkey = holder.passkeys().getFirst().id();
    Map<String, String> form = holder.form("passkey", passkey);
    form.put("provider", "acme");

    List<Races.Outcome<Integer>> outcomes =
        Races.run(
            2,
            i -> {
              var copy = new Browser();
              copy.cookies.putAll(holder.person().browser().cookies);
              String path = i == 0 ? "/account/passkeys/remove" : "/account/providers/unlink";
              return () -> copy.postOnly(path, form).statusCode();
            });

    assertThat(Races.values(outcomes)).hasSize(2).containsOnlyOnce(200);
    int links = Server.bean(FederatedIdentities.class).of(holder.id()).size();
    assertThat(holder.passkeys().size() + links).isEqualTo(1);
  }

  /** Whoever has two and gives both up at once keeps one. */
  @RepeatedTest(3)
  void twoAtOnceDoNotTakeTheLastWayToSignIn() {
    Visitor visitor = Visitor.of(ACME);
    String userId = visitor.signIn();
    linkTo(Visitor.of(OtherProvider.GLOBEX), visitor.browser());
    Browser browser = visitor.browser();
    String csrf =
        Browser.hidden(browser.get(Server.issuer() + "/account/providers"))
            .getOrDefault("csrf", "");

    List<Races.Outcome<Integer>> outcomes =
        Races.run(
            2,
            i -> {
              var copy = new Browser();
              copy.cookies.putAll(browser.cookies);
              var form = Map.of("csrf", csrf, "provider", i == 0 ? "acme" : "globex");
              return () -> copy.postOnly("/account/providers/unlink", form).statusCode();
            });

    assertThat(Races.values(outcomes)).hasSize(2).containsOnlyOnce(200);
    assertThat(Published.about(userId, ProviderUnlinked.class)).hasSize(1);
    assertThat(OAuthClient.json(operator.get("/admin/users/" + userId)))
        .containsEntry("id", userId);
    assertThat(operator.get("/admin/users/" + userId + "/providers").body().split("linkedAt"))
        .hasSize(2);
  }

  @Test
  void aLoginThatWasUnderWayIsRefusedAfterwards() {
    Visitor visitor = Visitor.of(OtherProvider.STAFF);
    Person person = Person.fresh();
    person.code("portal");
    linkTo(visitor, person.browser());
    Visitor there = visitor.elsewhere();
    Map<String, String> answer = there.answer(there.start("console"));
    String userId = Person.claim(there.elsewhere().tokens("portal"), "sub");
    unlink(new Operator.User(userId, ""), "staff");

    assertRefused(there.comeBack(answer));
  }

  @Test
  void aDeletedUsersIdentityIsFree() {
    Visitor visitor = Visitor.of(ACME);
    String userId = visitor.signIn();
    assertThat(operator.send("DELETE", "/admin/users/" + userId, "").statusCode()).isEqualTo(204);

    assertThat(visitor.elsewhere().signIn()).isNotEqualTo(userId);
  }

  /** Signed in, with one passkey and one provider. */
  private static Keyholder withoutPassword(OtherProvider provider) {
    Visitor visitor = Visitor.of(provider);
    String userId = visitor.signIn();
    String name = Server.bean(Users.class).byId(userId).orElseThrow().username();
    var holder = new Keyholder(new Person(name, visitor.browser()), new SecurityKey());
    assertThat(holder.add(holder.key()).statusCode()).isEqualTo(200);
    return holder;
  }

  /** Everything of the user: the event, the login session, the tokens. */
  private static void assertEnded(Visitor visitor, HttpResponse<String> tokens, String userId) {
    assertThat(Published.about(userId, ProviderUnlinked.class))
        .singleElement()
        .extracting(ProviderUnlinked::provider)
        .isEqualTo("acme");
    assertThat(Published.about(userId, Logout.class)).isNotEmpty();
    assertThat(Person.asksForLogin(new Person("", visitor.browser()).ask(Person.request("portal"))))
        .isTrue();
    String bearer = "Bearer " + OAuthClient.string(tokens, "access_token");
    assertThat(OAuthClient.send("GET", "/userinfo", "", "", bearer).statusCode()).isEqualTo(401);
    assertThat(Published.about(userId, LoginSuccess.class)).isNotEmpty();
  }

  private int unlink(Operator.User user, String provider) {
    return operator.send("DELETE", user.path() + "/providers/" + provider, "").statusCode();
  }

  private void setPassword(Operator.User user) {
    assertThat(operator.setPassword(user, "a new password")).isEqualTo(204);
  }

  static void linkTo(Visitor visitor, Browser browser) {
    HttpResponse<String> away = LinkTest.link(browser, visitor.provider().name());
    var person = new Visitor(visitor.provider(), visitor.subject(), browser);
    assertThat(person.callback(person.answer(Visitor.asked(away))).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> unlinkOwn(Browser browser, String provider) {
    HttpResponse<String> page = browser.get(Server.issuer() + "/account/providers");
    String csrf = Browser.hidden(page).getOrDefault("csrf", "");
    return browser.post("/account/providers/unlink", Map.of("csrf", csrf, "provider", provider));
  }
}
