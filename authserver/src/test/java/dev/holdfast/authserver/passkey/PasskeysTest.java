package dev.holdfast.authserver.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.authserver.harness.Browser;
import dev.holdfast.authserver.harness.Keyholder;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.SecurityKey;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.contracts.events.AuditEvent.AdministratorActed;
import dev.holdfast.contracts.events.CredentialChange;
import dev.holdfast.contracts.events.CredentialType;
import dev.holdfast.contracts.events.IdentityEvent.CredentialsChanged;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Adding, listing and removing passkeys. */
class PasskeysTest {

  private static final String PAGE = "/account/passkeys";

  @Test
  void asksForAKeyThatTellsNothingOfItsPerson() {
    Keyholder holder = Keyholder.without();

    Map<String, Object> options = OAuthClient.json(holder.creationOptions());

    assertThat(options)
        .containsEntry("attestation", "none")
        .containsEntry("excludeCredentials", List.of());
    Map<?, ?> user = (Map<?, ?>) options.getOrDefault("user", Map.of());
    assertThat(String.valueOf(user.get("id"))).hasSize(43).isNotEqualTo(holder.id());
    assertThat(OAuthClient.json(holder.creationOptions()).get("user")).isEqualTo(user);
  }

  @Test
  void addsAPasskeyAndTellsTheWorldAndEndsNothing() {
    Keyholder holder = Keyholder.without();

    HttpResponse<String> page = holder.add(holder.key());

    assertThat(page.body()).contains("Blue &lt;key&gt;", "Not used yet");
    assertThat(changes(holder)).containsExactly(CredentialChange.CREATE);
    assertThat(OAuthClient.json(holder.creationOptions()).get("excludeCredentials"))
        .asString()
        .contains(holder.passkeys().getFirst().credentialId());
  }

  @Test
  void aNewKeyIsAddedOnceAndForOnePersonOnly() {
    Keyholder holder = Keyholder.without();
    String credential = holder.key().create(holder.creationOptions().body());
    assertThat(holder.add(credential).statusCode()).isEqualTo(200);

    assertThat(holder.add(credential).statusCode()).isEqualTo(409);
    assertThat(Keyholder.without().add(credential).statusCode()).isEqualTo(409);
    assertThat(holder.passkeys()).hasSize(1);
  }

  @Test
  void aSessionsChallengeIsWorthNothingInAnother() {
    Keyholder holder = Keyholder.without();
    Keyholder other = Keyholder.without();

    assertThat(other.add(other.key().create(holder.creationOptions().body())).statusCode())
        .isEqualTo(409);
    assertThat(other.passkeys()).isEmpty();
  }

  @Test
  void refusesAKeyMadeForAnotherSite() {
    Keyholder holder = Keyholder.without();
    String elsewhere = holder.key().at("https://evil.example").create(options(holder));
    String otherParty =
        new SecurityKey()
            .create(
                SecurityKey.with(
                    options(holder), "rp", Map.of("id", "evil.example", "name", "Evil")));

    assertThat(holder.add(elsewhere).body()).contains("could not be added");
    assertThat(holder.add(otherParty).body()).contains("could not be added");
    assertThat(holder.add("{}").statusCode()).isEqualTo(409);
    assertThat(holder.passkeys()).isEmpty();
  }

  @Test
  void needsALoginAndTheSessionsProof() {
    Keyholder holder = Keyholder.fresh();
    var stranger = new Browser();
    Map<String, String> forged = Map.of("csrf", "forged", "passkey", "x", "required", "yes");

    assertThat(Person.asksForLogin(stranger.get(Server.issuer() + PAGE))).isTrue();
    for (String path : List.of("", "/remove", "/second-factor")) {
      HttpResponse<String> answer = stranger.postOnly(PAGE + path, forged);
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).contains("/account");
    }
    assertThat(stranger.post(PAGE + "/options", forged).statusCode()).isEqualTo(403);
    for (String path : List.of("", "/options", "/remove", "/second-factor")) {
      assertThat(holder.person().browser().post(PAGE + path, forged).statusCode()).isEqualTo(403);
    }
    assertThat(holder.passkeys()).hasSize(1);
  }

  @Test
  void removingOneEndsEveryLoginAndThePasskey() {
    Keyholder holder = Keyholder.fresh();
    Person elsewhere = holder.person().elsewhere();
    elsewhere.code("portal");
    String id = holder.passkeys().getFirst().id();

    assertThat(holder.remove(id).body()).contains("signed out everywhere");

    assertThat(changes(holder)).containsExactly(CredentialChange.CREATE, CredentialChange.REVOKE);
    assertThat(Person.asksForLogin(holder.page())).isTrue();
    assertThat(Person.asksForLogin(elsewhere.ask(Person.request("portal")))).isTrue();
    Keyholder again = holder.elsewhere();
    assertThat(again.begin().answer(holder.key()).statusCode()).isEqualTo(403);
  }

  @Test
  void anotherPersonsPasskeyStays() {
    Keyholder holder = Keyholder.fresh();

    assertThat(Keyholder.fresh().remove(holder.passkeys().getFirst().id()).statusCode())
        .isEqualTo(409);
    assertThat(holder.passkeys()).hasSize(1);
  }

  @Test
  void theLastOneStaysWhileItIsAskedFor() {
    Keyholder holder = Keyholder.fresh();
    holder.requireSecondFactor(true);
    String id = holder.passkeys().getFirst().id();

    assertThat(holder.remove(id).body()).contains("Turn that off first");
    holder.requireSecondFactor(false);
    assertThat(holder.remove(id).statusCode()).isEqualTo(200);
  }

  @Test
  void theLastOneStaysWhileThereIsNoOtherWayIn() {
    Keyholder holder = Keyholder.fresh();
    takePassword(holder.id());

    assertThat(holder.remove(holder.passkeys().getFirst().id()).body())
        .contains("no other way to sign in");
    holder.add(new SecurityKey());
    assertThat(holder.remove(holder.passkeys().getFirst().id()).statusCode()).isEqualTo(200);
  }

  @Test
  void anOperatorSeesAndRemovesEvenTheLast() {
    Keyholder holder = Keyholder.fresh();
    holder.requireSecondFactor(true);
    String path = "/admin/users/" + holder.id() + "/passkeys";
    String id = holder.passkeys().getFirst().id();
    var operator = new Operator();

    assertThat(operator.get(path).body())
        .contains(id, "Blue <key>", "\"secondFactor\":true")
        .doesNotContain(holder.passkeys().getFirst().publicKey());
    assertThat(operator.send("DELETE", path + '/' + id, "").statusCode()).isEqualTo(204);

    assertThat(operator.send("DELETE", path + '/' + id, "").statusCode()).isEqualTo(404);
    assertThat(operator.get(path).body()).contains("\"secondFactor\":false");
    assertThat(operator.get("/admin/users/nobody/passkeys").statusCode()).isEqualTo(404);
    assertThat(changes(holder)).endsWith(CredentialChange.REVOKE);
    assertThat(holder.published(AdministratorActed.class))
        .anySatisfy(
            acted -> {
              assertThat(acted.action()).isEqualTo("user-passkey-remove");
              assertThat(acted.target()).isEqualTo(id);
            });
    assertThat(Person.asksForLogin(holder.page())).isTrue();
  }

  @Test
  void aDeletedPersonsPasskeysAreForgotten() {
    Keyholder holder = Keyholder.fresh();
    String id = holder.id();
    assertThat(new Operator().send("DELETE", "/admin/users/" + id, "").statusCode()).isEqualTo(204);

    assertThat(Server.bean(Passkeys.class).of(id)).isEmpty();
    assertThat(Server.bean(Holders.class).byUserId(id)).isEmpty();
  }

  private static String options(Keyholder holder) {
    return holder.creationOptions().body();
  }

  private static List<CredentialChange> changes(Keyholder holder) {
    return holder.published(CredentialsChanged.class).stream()
        .filter(changed -> changed.credentialType() == CredentialType.PASSKEY)
        .map(CredentialsChanged::changeType)
        .toList();
  }

  private static void takePassword(String userId) {
    String update = "UPDATE user_account SET password_hash = NULL WHERE id = ?";
    try (Connection connection = Server.schema().dataSource().getConnection();
        PreparedStatement sql = connection.prepareStatement(update)) {
      sql.setString(1, userId);
      assertThat(sql.executeUpdate()).isEqualTo(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
