package dev.holdfast.authserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.bearer.AccessTokenVerifier;
import dev.holdfast.bearer.UnverifiedToken;
import dev.holdfast.bearer.Verification;
import dev.holdfast.bearer.testing.NoTls;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.MutableClock;
import dev.holdfast.testsupport.Schema;
import dev.holdfast.testsupport.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyLifeTest {

  private static final Duration AHEAD = Duration.ofSeconds(5 * 60 + 15 + 60);
  private static final Duration OVERLAP = Duration.ofMinutes(10 + 2);
  private static final Duration TICK = Duration.ofNanos(1000);

  @TempDir static Path keyset;

  private static final Schema schema = TestDatabase.any().newSchema();
  private static final MutableClock clock = MutableClock.atPresent();
  private static Replica server;

  @BeforeAll
  static void start() {
    server = Replica.first(schema, keyset, clock);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** As on a database that no server has seen yet. */
  @BeforeEach
  void forgetKeys() throws SQLException {
    try (Connection connection = schema.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("DELETE FROM issuer_key")).isPositive();
    }
    server.bean(SigningKeys.class).reload();
  }

  @Test
  void aNewKeyIsPublishedBeforeItSignsAndAnOldOneAfter() throws Exception {
    String old = current();
    server.bean(KeyRotation.class).rotate();
    String next = server.keys(SigningAlgorithm.ES256).getLast().kid();
    assertThat(next).isNotEqualTo(old);
    assertThat(server.publishedKids()).contains(old, next);

    clock.advance(AHEAD.minus(TICK));
    String token = server.token();
    assertThat(Replica.kid(token)).isEqualTo(old);

    clock.advance(TICK);
    assertThat(current()).isEqualTo(next);
    assertThat(server.publishedKids()).contains(old, next);
    assertThat(server.userInfo(token)).isEqualTo(200);

    clock.advance(OVERLAP.minus(TICK));
    assertThat(server.publishedKids()).contains(old, next);
    clock.advance(TICK);
    assertThat(server.publishedKids()).contains(next).doesNotContain(old);
  }

  @Test
  void tokensFromBeforeARotationAreGoodForResourceServersAfterIt() {
    var verifier =
        new AccessTokenVerifier(
            List.of(server.issuer()),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            NoTls.settings(),
            clock);
    server.bean(KeyRotation.class).rotate();
    clock.advance(AHEAD.minusSeconds(1));
    String before = server.token();
    clock.advance(Duration.ofSeconds(1));
    String after = server.token();

    assertThat(Replica.kid(before)).isNotEqualTo(Replica.kid(after));
    for (String token : List.of(before, after)) {
      assertThat(verifier.verify(new UnverifiedToken(Secret.of(token)), server.issuer()))
          .isInstanceOf(Verification.Verified.class);
    }
  }

  @Test
  void keysRotateWhenTheirPeriodEndsAndNotBefore() {
    String old = current();
    var rotation = server.bean(KeyRotation.class);
    clock.advance(Duration.ofDays(30).minus(AHEAD).minus(TICK));
    rotation.keepUp();
    assertThat(server.keys(SigningAlgorithm.ES256)).hasSize(1);

    clock.advance(TICK);
    rotation.keepUp();
    rotation.keepUp();
    assertThat(server.keys(SigningAlgorithm.ES256))
        .extracting(KeyStatus::state)
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(KeyState.Current.class),
            second -> assertThat(second).isInstanceOf(KeyState.Upcoming.class));
    assertThat(server.keys(SigningAlgorithm.RS256)).hasSize(2);
    clock.advance(AHEAD);
    assertThat(current()).isNotEqualTo(old);
  }

  @Test
  void aTokenSeenBeforeIsRememberedExactlyAndOnlyUntilItExpires() {
    var tokens = server.bean(OwnTokens.class);
    String token = server.token();
    assertThat(tokens.readAccessToken(token)).isPresent();
    assertThat(tokens.readAccessToken(token)).isEqualTo(tokens.readAccessToken(token)).isPresent();

    String payload = token.substring(0, token.lastIndexOf('.') + 1);
    assertThat(tokens.readAccessToken(payload + "A".repeat(86))).isEmpty();
    assertThat(tokens.readAccessToken(payload)).isEmpty();

    clock.advance(Duration.ofMinutes(10));
    assertThat(tokens.readAccessToken(token)).isEmpty();
  }

  @Test
  void aRemovedKeyKnowsItsIdTokensUntilNobodyCanBeSignedInWithThem() {
    var tokens = server.bean(OwnTokens.class);
    String idToken = tokens.signIdToken(server.claims("alice", "openid")).serialize();
    String accessToken = server.token();
    server.bean(KeyRotation.class).rotate();
    clock.advance(AHEAD.plus(OVERLAP));

    assertThat(server.keys(SigningAlgorithm.RS256).getFirst().state())
        .isInstanceOf(KeyState.Removed.class);
    assertThat(tokens.readIdToken(idToken).map(JWTClaimsSet::getSubject)).contains("alice");
    assertThat(tokens.readIdToken(accessToken)).isEmpty();
    assertThat(tokens.readAccessToken(idToken)).isEmpty();

    clock.advance(Duration.ofHours(12).minus(TICK));
    server.bean(KeyRotation.class).keepUp();
    assertThat(server.keys(SigningAlgorithm.RS256)).hasSize(2);
    clock.advance(TICK);
    server.bean(KeyRotation.class).keepUp();
    assertThat(server.keys(SigningAlgorithm.RS256)).hasSize(1);
    assertThat(tokens.readIdToken(idToken)).isEmpty();
  }

  @Test
  void aRemovedKeyNoLongerMakesAccessTokens() {
    SigningKey old = server.bean(SigningKeys.class).current(SigningAlgorithm.ES256);
    assertThat(server.bean(SigningKeys.class).published(old.kid())).contains(old);
    server.bean(KeyRotation.class).rotate();
    clock.advance(AHEAD.plus(OVERLAP));

    assertThat(server.bean(SigningKeys.class).published(old.kid())).isEmpty();
    assertThat(server.bean(SigningKeys.class).kept(old.kid())).contains(old);
  }

  @Test
  void nothingIsSignedThatOutlivesThePublicationOfItsKey() {
    Instant tooLate = clock.instant().plus(Duration.ofMinutes(11));
    var claims = new JWTClaimsSet.Builder().expirationTime(Date.from(tooLate)).build();

    assertThatThrownBy(() -> server.bean(OwnTokens.class).signAccessToken(claims))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysMayBeCachedForAsLongAsTheirSuccessorsArePublishedAhead() {
    assertThat(server.get("/oauth2/jwks", "").headers().firstValue("Cache-Control"))
        .contains("public, max-age=300");
  }

  @Test
  void metadataNamesTheAlgorithmsThatKeysExistFor() throws Exception {
    var metadata =
        JSONObjectUtils.parse(server.get("/.well-known/openid-configuration", "").body());
    var jwks = JSONObjectUtils.parse(server.get("/oauth2/jwks", "").body());

    assertThat(metadata)
        .containsEntry("id_token_signing_alg_values_supported", List.of("RS256", "ES256"));
    assertThat(Stream.of(JSONObjectUtils.getJSONObjectArray(jwks, "keys")).map(k -> k.get("alg")))
        .containsExactly("RS256", "ES256");
  }

  @Test
  void operatorsSeeKeysWithoutPrivateHalvesAndRotateThem() throws Exception {
    String operator = server.operatorToken("keys:admin");
    String list = server.get("/admin/keys", operator).body();
    assertThat(list)
        .contains(
            "\"kid\":\"" + current() + "\"", "\"state\":\"current\"", "\"algorithm\":\"ES256\"")
        .doesNotContain("\"d\"", "\"p\"", "jwk");

    String upcoming = server.send("POST", "/admin/keys/rotate", operator).body();
    assertThat(upcoming).contains("\"state\":\"upcoming\"").doesNotContain(current());
    assertThat(server.send("POST", "/admin/keys/rotate", operator).body()).isEqualTo(upcoming);
    assertThat(server.publishedKids()).hasSize(4);
  }

  @Test
  void nobodyElseSeesOrRotatesKeys() {
    String other = server.operatorToken("users:admin");

    assertThat(server.get("/admin/keys", "").statusCode()).isEqualTo(401);
    assertThat(server.get("/admin/keys", other).statusCode()).isEqualTo(403);
    assertThat(server.send("POST", "/admin/keys/rotate", other).statusCode()).isEqualTo(403);
    assertThat(server.keys(SigningAlgorithm.ES256)).hasSize(1);
  }

  @Test
  void metersTellTheAgeAndCountSignaturesAndRotations() {
    double signatures = meter("holdfast_authserver_signatures_total{algorithm=\"ES256\"}");
    double rotations = meter("holdfast_authserver_key_rotations_total{algorithm=\"RS256\"}");
    clock.advance(Duration.ofSeconds(90));
    server.token();
    server.bean(KeyRotation.class).rotate();

    assertThat(meter("holdfast_authserver_key_age_seconds{algorithm=\"ES256\"}")).isEqualTo(90);
    assertThat(meter("holdfast_authserver_signatures_total{algorithm=\"ES256\"}"))
        .isEqualTo(signatures + 1);
    assertThat(meter("holdfast_authserver_key_rotations_total{algorithm=\"RS256\"}"))
        .isEqualTo(rotations + 1);
  }

  private static double meter(String name) {
    return server
        .get("/prometheus", "")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static String current() {
    return server.bean(SigningKeys.class).current(SigningAlgorithm.ES256).kid();
  }
}
