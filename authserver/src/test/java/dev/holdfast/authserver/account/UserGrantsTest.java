package dev.holdfast.authserver.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.util.JSONArrayUtils;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.Published;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.AuditEvent.AdministratorActed;
import dev.holdfast.contracts.grants.EndReason;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What has access to a user's things, as operators see and end it. */
class UserGrantsTest {

  private final MemoryGrants grants = Server.bean(MemoryGrants.class);
  private final Operator operator = new Operator();

  @AfterEach
  void restore() {
    grants.down = false;
  }

  @Test
  void listsWhatThePersonWouldRecognise() throws Exception {
    Person person = Person.fresh();
    person.browser().userAgent = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/145.0";
    HttpResponse<String> tokens = person.tokens("portal");

    HttpResponse<String> answer = operator.get(path(tokens));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(JSONArrayUtils.toJSONObjectList(JSONArrayUtils.parse(answer.body())))
        .singleElement()
        .satisfies(
            grant ->
                assertThat(grant)
                    .containsEntry("gid", Person.claim(tokens, "gid"))
                    .containsEntry("sid", Person.claim(tokens, "sid"))
                    .containsEntry("clientId", "portal")
                    .containsEntry("device", "Firefox on Linux")
                    .containsEntry("resources", List.of(Server.RESOURCE))
                    .containsKeys("scopes", "issuedAt", "lastUsedAt"));
  }

  @Test
  void endsOneAndSaysWhoDid() {
    Person person = Person.fresh();
    HttpResponse<String> tokens = person.tokens("portal");
    HttpResponse<String> kept = person.tokens("portal");
    String gid = Person.claim(tokens, "gid");

    assertThat(end(tokens, gid)).isEqualTo(204);

    assertThat(grants.ended).containsEntry(gid, EndReason.CLIENT_REQUEST);
    assertThat(grants.live).containsKey(Person.claim(kept, "gid"));
    assertThat(acts(gid))
        .singleElement()
        .satisfies(
            act -> {
              assertThat(act.actor()).isEqualTo("operator");
              assertThat(act.action()).isEqualTo("grant-end");
              assertThat(act.header().subject().subject()).isEqualTo(Person.claim(tokens, "sub"));
            });
    assertThat(end(tokens, gid)).isEqualTo(404);
    assertThat(acts(gid)).hasSize(1);
  }

  @Test
  void anotherUsersGrantIsNotFound() {
    HttpResponse<String> tokens = Person.fresh().tokens("portal");
    String foreign = Person.claim(Person.fresh().tokens("portal"), "gid");

    assertThat(end(tokens, foreign)).isEqualTo(404);
    assertThat(grants.live).containsKey(foreign);
    assertThat(acts(foreign)).isEmpty();
    assertThat(operator.get("/admin/users/nobody/grants").statusCode()).isEqualTo(404);
  }

  @Test
  void answersOperatorsOnlyAndSaysWhenItCannot() {
    HttpResponse<String> tokens = Person.fresh().tokens("portal");
    assertThat(OAuthClient.send("GET", path(tokens), "", "", "").statusCode()).isEqualTo(401);
    String ofThePerson = "Bearer " + OAuthClient.string(tokens, "access_token");
    assertThat(OAuthClient.send("GET", path(tokens), "", "", ofThePerson).statusCode())
        .isEqualTo(401);

    grants.down = true;
    HttpResponse<String> answer = operator.get(path(tokens));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  private int end(HttpResponse<String> tokens, String gid) {
    return operator.send("DELETE", path(tokens) + '/' + gid, "").statusCode();
  }

  private static String path(HttpResponse<String> tokens) {
    return "/admin/users/" + Person.claim(tokens, "sub") + "/grants";
  }

  private static List<AdministratorActed> acts(String target) {
    return Published.all().stream()
        .filter(AdministratorActed.class::isInstance)
        .map(AdministratorActed.class::cast)
        .filter(act -> act.target().equals(target))
        .toList();
  }
}
