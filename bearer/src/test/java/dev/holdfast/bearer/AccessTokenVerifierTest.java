package dev.holdfast.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.holdfast.bearer.testing.TestIssuer;
import dev.holdfast.bearer.testing.TestToken;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.testsupport.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccessTokenVerifierTest {

  private static final String HERE = "http://localhost:8080/mcp/here";
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Duration SKEW = Duration.ofSeconds(5);

  private static final TestIssuer issuer = TestIssuer.start();

  private final MutableClock clock = MutableClock.at(NOW);
  private final AccessTokenVerifier verifier = verifier(issuer, Duration.ofMinutes(1));

  @AfterAll
  static void stop() {
    issuer.close();
  }

  @Test
  void soundTokenIsVerifiedWithItsClaims() {
    String text = token().with("gid", "g1").with("sid", "s1").sign();

    var verified = (Verification.Verified) verify(text);

    assertThat(verified.token().subject()).isEqualTo(new SubjectId(issuer.url(), "ann"));
    assertThat(verified.token().clientId()).isEqualTo("a-client");
    assertThat(verified.token().scopes()).containsExactly("mcp");
    assertThat(verified.token().gid()).contains("g1");
    assertThat(verified.token().sid()).contains("s1");
    assertThat(verified.token().expiresAt()).isEqualTo(NOW.plusSeconds(300));
    assertThat(verified.token().fingerprint()).hasSize(64);
    assertThat(verified.token().toString()).doesNotContain(text);
  }

  @Test
  void audienceMayBeOneOfSeveral() {
    assertThat(verify(token().with("aud", List.of("http://x", HERE)).sign()))
        .isInstanceOf(Verification.Verified.class);
  }

  @Test
  void scopesAreReadHoweverTheyAreSpacedOrRepeated() {
    var verified = (Verification.Verified) verify(token().with("scope", " a  b a").sign());

    assertThat(verified.token().scopes()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void anotherKeyUnderTheSameIdIsRefused() {
    assertRejected(token().forgedWith(TestIssuer.newKey()).sign(), Rejection.BAD_SIGNATURE);
  }

  @Test
  void algorithmNoneIsRefused() {
    String signed = token().sign();
    String header = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}").toString();
    String payload = signed.substring(signed.indexOf('.') + 1, signed.lastIndexOf('.'));

    assertRejected(header + "." + payload + ".", Rejection.MALFORMED);
  }

  @Test
  void macWithThePublicKeyIsRefused() throws JOSEException {
    var mac = new MACSigner(issuer.key().toRSAPublicKey().getEncoded());

    assertRejected(token().algorithm(JWSAlgorithm.HS256).sign(mac), Rejection.WRONG_ALGORITHM);
  }

  @Test
  void anotherAlgorithmOfTheSameKeyIsRefused() {
    assertRejected(token().algorithm(JWSAlgorithm.RS512).sign(), Rejection.WRONG_ALGORITHM);
  }

  @Test
  void tokensOfBothKindsOfKeysOfOneIssuerAreVerified() {
    ECKey curve = TestIssuer.newEcKey();
    issuer.publish(curve);

    assertThat(verify(token().sign(curve))).isInstanceOf(Verification.Verified.class);
    assertThat(verify(token().sign())).isInstanceOf(Verification.Verified.class);
  }

  @Test
  void anEllipticKeyUnderAnRsaKeysIdIsRefused() throws JOSEException {
    var other = new ECDSASigner(TestIssuer.newEcKey());

    assertRejected(token().algorithm(JWSAlgorithm.ES256).sign(other), Rejection.WRONG_ALGORITHM);
  }

  @Test
  void anotherEllipticKeyUnderTheSameIdIsRefused() {
    ECKey curve = TestIssuer.newEcKey();
    issuer.publish(curve);
    ECKey forged = new ECKey.Builder(TestIssuer.newEcKey()).keyID(curve.getKeyID()).build();

    assertRejected(token().sign(forged), Rejection.BAD_SIGNATURE);
  }

  @Test
  void aKeyIsForItsOwnAlgorithmOnly() {
    RSAKey other = new RSAKey.Builder(TestIssuer.newKey()).algorithm(JWSAlgorithm.RS512).build();
    issuer.publish(other);

    assertRejected(token().key(other).sign(), Rejection.WRONG_ALGORITHM);
    assertThat(verify(token().key(other).algorithm(JWSAlgorithm.RS512).sign()))
        .isInstanceOf(Verification.Verified.class);
  }

  @ParameterizedTest
  @MethodSource("wrongIdentities")
  void tokenWithoutProperIdentityIsRefused(String claim, Object[] value) {
    TestToken token = token();
    for (Object wrong : value) {
      token.with(claim, wrong);
    }
    if (value.length == 0) {
      token.with(claim, null);
    }

    assertThat(verify(token.sign())).isInstanceOf(Verification.Rejected.class);
  }

  static Stream<Arguments> wrongIdentities() {
    List<Object[]> values =
        Arrays.asList(
            new Object[] {},
            new Object[] {17},
            new Object[] {List.of("ann")},
            new Object[] {""},
            new Object[] {" "},
            new Object[] {"ann\u0000"});
    return Stream.of("iss", "sub")
        .flatMap(claim -> values.stream().map(value -> Arguments.of(claim, value)));
  }

  @Test
  void strangeIssuerIsRefused() {
    assertRejected(token().with("iss", "http://localhost:1").sign(), Rejection.UNTRUSTED_ISSUER);
  }

  @Test
  void anotherAudienceIsRefused() {
    assertRejected(token().with("aud", "http://localhost:8080").sign(), Rejection.WRONG_AUDIENCE);
    assertRejected(token().with("aud", List.of()).sign(), Rejection.WRONG_AUDIENCE);
    assertRejected(token().with("aud", List.of(7)).sign(), Rejection.BAD_CLAIMS);
  }

  @Test
  void anotherTypeIsRefused() {
    assertRejected(token().type("JWT").sign(), Rejection.WRONG_TYPE);
  }

  @Test
  void tokenIsGoodUntilItsExpiryAndTheSkewArePast() {
    String text = token().sign();
    clock.set(NOW.plusSeconds(300).plus(SKEW).minusMillis(1));
    assertThat(verify(text)).isInstanceOf(Verification.Verified.class);

    clock.set(NOW.plusSeconds(300).plus(SKEW));
    assertRejected(text, Rejection.EXPIRED);
  }

  @Test
  void tokenBeforeItsTimeIsRefused() {
    assertRejected(token().with("nbf", NOW.getEpochSecond() + 6).sign(), Rejection.NOT_YET_VALID);
    assertThat(verify(token().with("nbf", NOW.getEpochSecond() + 5).sign()))
        .isInstanceOf(Verification.Verified.class);
  }

  @Test
  void tokenWithoutExpiryIsRefused() {
    assertRejected(token().with("exp", null).sign(), Rejection.BAD_CLAIMS);
  }

  @Test
  void newKeyIsFoundByOneMoreFetch() {
    try (TestIssuer rotating = TestIssuer.start()) {
      AccessTokenVerifier theirs = verifier(rotating, Duration.ofMinutes(1));
      assertVerified(theirs, rotating.token("ann", HERE, NOW).sign());
      RSAKey next = TestIssuer.newKey();
      rotating.publish(next);

      assertVerified(theirs, rotating.token("ann", HERE, NOW).key(next).sign());

      assertThat(rotating.keyFetches()).isEqualTo(2);
    }
  }

  @Test
  void strangeKeyIdsDoNotFloodTheIssuer() {
    try (TestIssuer flooded = TestIssuer.start()) {
      AccessTokenVerifier theirs = verifier(flooded, Duration.ofMinutes(1));
      RSAKey strange = TestIssuer.newKey();
      for (int i = 0; i < 20; i++) {
        String text = flooded.token("ann", HERE, NOW).key(strange).sign();
        assertThat(theirs.verify(unverified(text), HERE))
            .isEqualTo(new Verification.Rejected(Rejection.UNKNOWN_KEY));
      }

      assertThat(flooded.keyFetches()).isEqualTo(2);
      assertVerified(theirs, flooded.token("ann", HERE, NOW).sign());
    }
  }

  @Test
  void issuerOutageIsNoRefusal() {
    try (TestIssuer failing = TestIssuer.start()) {
      AccessTokenVerifier theirs = verifier(failing, Duration.ofMillis(1));
      failing.down(true);
      UnverifiedToken token = unverified(failing.token("ann", HERE, NOW).sign());
      for (int i = 0; i < 5; i++) {
        assertThat(theirs.verify(token, HERE))
            .isEqualTo(new Verification.Unavailable(failing.url()));
      }

      failing.down(false);

      await()
          .untilAsserted(
              () ->
                  assertThat(theirs.verify(token, HERE)).isInstanceOf(Verification.Verified.class));
    }
  }

  @Test
  void verifierWithoutIssuerOrWithALongSkewCannotBeMade() {
    assertThatThrownBy(() -> new AccessTokenVerifier(List.of(), SKEW, SKEW, clock))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new AccessTokenVerifier(List.of(HERE), Duration.ofHours(1), SKEW, clock))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private AccessTokenVerifier verifier(TestIssuer trusted, Duration refetchInterval) {
    return new AccessTokenVerifier(List.of(trusted.url()), SKEW, refetchInterval, clock);
  }

  private static TestToken token() {
    return issuer.token("ann", HERE, NOW);
  }

  private Verification verify(String token) {
    return verifier.verify(unverified(token), HERE);
  }

  private void assertRejected(String token, Rejection reason) {
    assertThat(verify(token)).isEqualTo(new Verification.Rejected(reason));
  }

  private static void assertVerified(AccessTokenVerifier verifier, String token) {
    assertThat(verifier.verify(unverified(token), HERE)).isInstanceOf(Verification.Verified.class);
  }

  private static UnverifiedToken unverified(String token) {
    return new UnverifiedToken(Secret.of(token));
  }
}
