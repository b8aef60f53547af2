package dev.holdfast.bearer;

import static dev.holdfast.bearer.Inspection.HERE;
import static dev.holdfast.bearer.Inspection.NOW;
import static dev.holdfast.bearer.Inspection.assertVerified;
import static dev.holdfast.bearer.Inspection.unverified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.holdfast.bearer.testing.TestIssuer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys, signatures and algorithms of access tokens. */
class TokenKeysTest {

  private final Inspection inspection = new Inspection();

  @AfterEach
  void stop() {
    inspection.close();
  }

  @Test
  void anotherKeyUnderTheSameIdIsRefused() {
    inspection.assertRejected(
        inspection.token().forgedWith(TestIssuer.newKey()).sign(), Rejection.BAD_SIGNATURE);
  }

  @Test
  void algorithmNoneIsRefused() {
    String signed = inspection.token().sign();
    String header = Base64URL.encode("{\"alg\":\"none\",\"typ\":\"at+jwt\"}").toString();
    String payload = signed.substring(signed.indexOf('.') + 1, signed.lastIndexOf('.'));

    inspection.assertRejected(header + "." + payload + ".", Rejection.MALFORMED);
  }

  @Test
  void macWithThePublicKeyIsRefused() throws JOSEException {
    var mac = new MACSigner(inspection.issuer.key().toRSAPublicKey().getEncoded());

    inspection.assertRejected(
        inspection.token().algorithm(JWSAlgorithm.HS256).sign(mac), Rejection.WRONG_ALGORITHM);
  }

  @Test
  void anotherAlgorithmOfTheSameKeyIsRefused() {
    inspection.assertRejected(
        inspection.token().algorithm(JWSAlgorithm.RS512).sign(), Rejection.WRONG_ALGORITHM);
  }

  @Test
  void tokensOfBothKindsOfKeysOfOneIssuerAreVerified() {
    ECKey curve = TestIssuer.newEcKey();
    inspection.issuer.publish(curve);

    assertThat(inspection.verify(inspection.token().sign(curve)))
        .isInstanceOf(Verification.Verified.class);
    assertThat(inspection.verify(inspection.token().sign()))
        .isInstanceOf(Verification.Verified.class);
  }

  @Test
  void anEllipticKeyUnderAnRsaKeysIdIsRefused() throws JOSEException {
    var other = new ECDSASigner(TestIssuer.newEcKey());

    inspection.assertRejected(
        inspection.token().algorithm(JWSAlgorithm.ES256).sign(other), Rejection.WRONG_ALGORITHM);
  }

  @Test
  void anotherEllipticKeyUnderTheSameIdIsRefused() {
    ECKey curve = TestIssuer.newEcKey();
    inspection.issuer.publish(curve);
    ECKey forged = new ECKey.Builder(TestIssuer.newEcKey()).keyID(curve.getKeyID()).build();

    inspection.assertRejected(inspection.token().sign(forged), Rejection.BAD_SIGNATURE);
  }

  @Test
  void aKeyIsForItsOwnAlgorithmOnly() {
    RSAKey other = new RSAKey.Builder(TestIssuer.newKey()).algorithm(JWSAlgorithm.RS512).build();
    inspection.issuer.publish(other);

    inspection.assertRejected(inspection.token().key(other).sign(), Rejection.WRONG_ALGORITHM);
    assertThat(
            inspection.verify(inspection.token().key(other).algorithm(JWSAlgorithm.RS512).sign()))
        .isInstanceOf(Verification.Verified.class);
  }

  @Test
  void newKeyIsFoundByOneMoreFetch() {
    try (TestIssuer rotating = TestIssuer.start()) {
      AccessTokenVerifier theirs = inspection.verifier(rotating, Duration.ofMinutes(1));
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
      AccessTokenVerifier theirs = inspection.verifier(flooded, Duration.ofMinutes(1));
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
      AccessTokenVerifier theirs = inspection.verifier(failing, Duration.ofMillis(1));
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
}
