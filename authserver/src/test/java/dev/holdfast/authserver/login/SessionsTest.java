package dev.holdfast.authserver.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONArrayUtils;
import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.AuditEvent.AdministratorActed;
import dev.holdfast.contracts.events.IdentityEvent.Logout;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.testsupport.Races;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Login sessions as operators see and end them. */
class SessionsTest {

  private final MemoryGrants grants = Server.bean(MemoryGrants.class);
  private final Operator operator = new Operator();

  @Test
  void listsWhatThePersonWouldRecognise() {
    Person person = Person.fresh();
    person.browser().userAgent = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/145.0";
    HttpResponse<String> tokens = person.tokens("portal");

    assertThat(list(Person.claim(tokens, "sub")))
        .singleElement()
        .satisfies(
            session ->
                assertThat(session)
                    .containsEntry("sid", Person.claim(tokens, "sid"))
                    .containsEntry("clientId", "portal")
                    .containsEntry("device", "Firefox on Linux")
                    .containsEntry("amr", List.of("pwd"))
                    .containsEntry("superseded", false)
                    .containsKeys("authTime", "lastSeenAt", "expiresAt")
                    .doesNotContainKey("idHash"));
  }

  @Test
  void tellsWhichSessionsAreSuperseded() {
    Person person = Person.fresh();
    String userId = Person.claim(person.tokens("console"), "sub");
    person.elsewhere().code("console");

    assertThat(list(userId))
        .extracting(session -> session.get("superseded"))
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void endsOneAndWhatHangsOnItAndSaysSo() {
    Person person = Person.fresh();
    HttpResponse<String> tokens = person.tokens("console");
    String sid = Person.claim(tokens, "sid");

    assertThat(operator.send("DELETE", "/admin/sessions/" + sid, "").statusCode()).isEqualTo(204);

    assertThat(Person.asksForLogin(person.ask(Person.request("console")))).isTrue();
    await()
        .untilAsserted(
            () ->
                assertThat(grants.ended)
                    .containsEntry(Person.claim(tokens, "gid"), EndReason.LOGOUT));
    assertThat(Published.all())
        .anyMatch(event -> event instanceof Logout gone && gone.sid().equals(sid))
        .anyMatch(
            event ->
                event instanceof AdministratorActed act
                    && act.actor().equals("operator")
                    && act.target().equals(sid)
                    && act.header().subject().subject().equals(Person.claim(tokens, "sub")));
    assertThat(operator.send("DELETE", "/admin/sessions/" + sid, "").statusCode()).isEqualTo(404);
  }

  @Test
  void ofManyWhoEndASessionOneDoesAndItIsToldOnce() {
    HttpResponse<String> tokens = Person.fresh().tokens("portal");
    String sid = Person.claim(tokens, "sid");

    var answers =
        Races.run(10, () -> operator.send("DELETE", "/admin/sessions/" + sid, "").statusCode());

    assertThat(Races.values(answers)).hasSize(10).containsOnly(204, 404).containsOnlyOnce(204);
    assertThat(Published.all())
        .filteredOn(event -> event instanceof Logout gone && gone.sid().equals(sid))
        .hasSize(1);
  }

  @Test
  void answersOperatorsOnlyAndWithProblems() {
    String userId = Person.claim(Person.fresh().tokens("portal"), "sub");
    String path = "/admin/users/" + userId + "/sessions";

    assertThat(OAuthClient.send("GET", path, "", "", "").statusCode()).isEqualTo(401);
    String users = "Bearer " + tokenForUsersOnly();
    assertThat(OAuthClient.send("GET", path, "", "", users).statusCode()).isEqualTo(403);
    HttpResponse<String> unknown = operator.get("/admin/users/nobody/sessions");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  void somebodyElseAtTheSameBrowserEndsTheFirstOnesSession() {
    Person first = Person.fresh();
    HttpResponse<String> tokens = first.tokens("portal");
    Person second = new Person(Person.fresh().username(), first.browser());
    Map<String, String> request = Person.request("portal");
    request.put("prompt", "login");

    assertThat(Person.claim(second.tokens(request), "sub"))
        .isNotEqualTo(Person.claim(tokens, "sub"));
    assertThat(Server.bean(LoginSessions.class).bySid(Person.claim(tokens, "sid"))).isEmpty();
  }

  private List<Map<String, Object>> list(String userId) {
    HttpResponse<String> answer = operator.get("/admin/users/" + userId + "/sessions");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return JSONArrayUtils.toJSONObjectList(JSONArrayUtils.parse(answer.body())).stream()
          .map(object -> (Map<String, Object>) object)
          .toList();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private static String tokenForUsersOnly() {
    HttpResponse<String> answer =
        OAuthClient.post(
            "/oauth2/token",
            "application/x-www-form-urlencoded",
            "grant_type=client_credentials&scope=users%3Aadmin&resource="
                + Browser.encode(Server.issuer()),
            OAuthClient.basic("operator", "operator-secret"));
    return OAuthClient.string(answer, "access_token");
  }
}
