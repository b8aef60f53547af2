package dev.holdfast.authserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.LoginSessions;
import dev.holdfast.authserver.login.SignOut;
import dev.holdfast.authserver.logout.Duties;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenID Connect Back-Channel Logout 1.0. */
class BackChannelLogoutTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final MemoryGrants grants = Server.bean(MemoryGrants.class);
  private RelyingParty portal;

  @BeforeEach
  void open() {
    portal = new RelyingParty();
  }

  @AfterEach
  void close() {
    portal.close();
    grants.down = false;
  }

  @Test
  void aClientOfTheSessionIsToldByASignedLogoutToken() throws Exception {
    HttpResponse<String> tokens = Person.fresh().tokens("portal");

    Server.bean(SignOut.class).end(session(tokens));

    SignedJWT notice = notice(tokens);
    JWKSet keys = JWKSet.parse(OAuthClient.send("GET", "/oauth2/jwks", "", "", "").body());
    var key = keys.getKeyByKeyId(notice.getHeader().getKeyID()).toRSAKey();
    assertThat(notice.verify(new RSASSAVerifier(key))).isTrue();
    assertThat(notice.getHeader().getType()).hasToString("logout+jwt");
    var claims = notice.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(Server.issuer());
    assertThat(claims.getAudience()).isEqualTo(List.of("portal"));
    assertThat(claims.getClaims())
        .containsEntry("sid", Person.claim(tokens, "sid"))
        .containsEntry(
            "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
        .containsKeys("iat", "exp", "jti")
        .doesNotContainKey("nonce");
  }

  @Test
  void aClientThatDoesNotAnswerIsToldAgainUnderTheSameId() throws Exception {
    HttpResponse<String> tokens = Person.fresh().tokens("portal");
    portal.failures.set(1);

    Server.bean(SignOut.class).end(session(tokens));

    assertThat(notice(tokens).getJWTClaimsSet().getJWTID()).isNotBlank();
    await().atMost(LONG).until(() -> Server.bean(Duties.class).count() == 0);
    assertThat(portal.about(Person.claim(tokens, "sub"))).hasSize(1);
  }

  @Test
  void onlyClientsOfThatSessionAreTold() {
    Person person = Person.fresh();
    HttpResponse<String> portalsOwn = person.tokens("portal");
    HttpResponse<String> elsewhere = person.elsewhere().tokens("console");

    Server.bean(SignOut.class).end(session(elsewhere));

    await().atMost(LONG).until(() -> Server.bean(Duties.class).count() == 0);
    assertThat(portal.about(Person.claim(portalsOwn, "sub"))).isEmpty();
  }

  @Test
  void aLockTellsToo() {
    HttpResponse<String> tokens = Person.fresh().tokens("portal");

    new Operator().post("/admin/users/" + Person.claim(tokens, "sub") + "/lock");

    assertThat(notice(tokens)).isNotNull();
    assertThat(Server.bean(LoginSessions.class).bySid(Person.claim(tokens, "sid"))).isEmpty();
  }

  @Test
  void eachReplicaTakesItsShareAndNobodyIsToldTwice() {
    Person person = Person.fresh();
    List<HttpResponse<String>> all =
        List.of(
            person.tokens("portal"),
            person.elsewhere().tokens("portal"),
            person.elsewhere().tokens("portal"),
            person.elsewhere().tokens("portal"));
    try (var replica = Server.replica(Map.of())) {
      SignOut there = replica.getBean(SignOut.class);
      SignOut here = Server.bean(SignOut.class);
      for (int i = 0; i < all.size(); i++) {
        (i % 2 == 0 ? here : there).end(session(all.get(i)));
      }
      String userId = Person.claim(all.getFirst(), "sub");
      await().atMost(LONG).until(() -> Server.bean(Duties.class).count() == 0);
      assertThat(portal.about(userId)).hasSize(all.size());
    }
  }

  @Test
  void grantsOfASessionEndEvenIfTheTokenServiceWasAway() {
    HttpResponse<String> tokens = Person.fresh().tokens("console");
    grants.down = true;
    Server.bean(SignOut.class).end(session(tokens));
    await().atMost(LONG).until(() -> Server.bean(Duties.class).count() > 0);
    assertThat(grants.live).containsKey(Person.claim(tokens, "gid"));

    grants.down = false;
    await().atMost(LONG).until(() -> grants.ended.containsKey(Person.claim(tokens, "gid")));
  }

  private SignedJWT notice(HttpResponse<String> tokens) {
    String userId = Person.claim(tokens, "sub");
    await().atMost(LONG).until(() -> !portal.about(userId).isEmpty());
    return portal.about(userId).getFirst();
  }

  private static LoginSession session(HttpResponse<String> tokens) {
    return Server.bean(LoginSessions.class).bySid(Person.claim(tokens, "sid")).orElseThrow();
  }
}
