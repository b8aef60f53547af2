package dev.holdfast.authserver.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.authserver.harness.MemoryGrants;
import dev.holdfast.authserver.harness.OAuthClient;
import dev.holdfast.authserver.harness.Operator;
import dev.holdfast.authserver.harness.Person;
import dev.holdfast.authserver.harness.RelyingParty;
import dev.holdfast.authserver.harness.Server;
import dev.holdfast.authserver.login.LoginSession;
import dev.holdfast.authserver.login.LoginSessions;
import dev.holdfast.authserver.login.SignOut;
import dev.holdfast.authserver.outbound.Outbound;
import dev.holdfast.authserver.outbound.Purpose;
import dev.holdfast.authserver.outbound.Sent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "ES256"})
  void theLogoutTokenIsSignedAsTheClientsIdTokensAre(String algorithm) {
    HttpResponse<String> registered =
        OAuthClient.post(
            "/oauth2/register",
            "application/json",
            """
            {"redirect_uris": ["%s"], "token_endpoint_auth_method": "none",
             "id_token_signed_response_alg": "%s", "backchannel_logout_uri": "%s"}\
            """
                .formatted(Server.CONSOLE_CALLBACK, algorithm, RelyingParty.NOTICE),
            "");
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    HttpResponse<String> tokens =
        Person.fresh().tokens(OAuthClient.string(registered, "client_id"));

    Server.bean(SignOut.class).end(session(tokens));

    assertThat(notice(tokens).getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.parse(algorithm));
  }

  @Test
  void aClientThatDoesNotAnswerIsToldAgainUnderTheSameId() throws Exception {
    HttpResponse<String> tokens = Person.fresh().tokens("portal");
    portal.failures.set(1);

    Server.bean(SignOut.class).end(session(tokens));

    assertThat(notice(tokens).getJWTClaimsSet().getJWTID()).isNotBlank();
    awaitAllDone(tokens);
    assertThat(portal.about(Person.claim(tokens, "sub"))).hasSize(1);
  }

  @Test
  void onlyClientsOfThatSessionAreTold() {
    Person person = Person.fresh();
    HttpResponse<String> portalsOwn = person.tokens("portal");
    HttpResponse<String> elsewhere = person.elsewhere().tokens("console");

    Server.bean(SignOut.class).end(session(elsewhere));

    awaitAllDone(elsewhere);
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
      awaitAllDone(all.getFirst());
      assertThat(portal.about(Person.claim(all.getFirst(), "sub"))).hasSize(all.size());
    }
  }

  @Test
  void grantsOfASessionEndEvenIfTheTokenServiceWasAway() throws SQLException {
    HttpResponse<String> tokens = Person.fresh().tokens("console");
    grants.down = true;
    Server.bean(SignOut.class).end(session(tokens));
    assertThat(duties(tokens)).isPositive();
    assertThat(grants.live).containsKey(Person.claim(tokens, "gid"));

    grants.down = false;
    await().atMost(LONG).until(() -> grants.ended.containsKey(Person.claim(tokens, "gid")));
  }

  @Test
  void noFormGoesToAPrivateAddress() throws IOException {
    var asked = new AtomicBoolean();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", _ -> asked.set(true));
    server.start();
    try {
      String host = "127.0.0.1:" + server.getAddress().getPort();
      for (String address :
          List.of("http://" + host, "https://" + host, "http://[::1]/", "file:/")) {
        assertThat(
                Server.bean(Outbound.class)
                    .post(Purpose.NOTICE, URI.create(address), Map.of("a", "b")))
            .isInstanceOf(Sent.Failed.class);
      }
    } finally {
      server.stop(0);
    }
    assertThat(asked).isFalse();
  }

  /** Other tests leave duties, too, for a portal that was closed. */
  private static void awaitAllDone(HttpResponse<String> tokens) {
    await().atMost(LONG).until(() -> duties(tokens) == 0);
  }

  private static int duties(HttpResponse<String> tokens) throws SQLException {
    try (Connection connection = Server.schema().dataSource().getConnection();
        PreparedStatement sql =
            connection.prepareStatement("SELECT COUNT(*) FROM logout_duty WHERE user_id = ?")) {
      sql.setString(1, Person.claim(tokens, "sub"));
      try (ResultSet rows = sql.executeQuery()) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    }
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
