package dev.holdfast.authserver.client.assertion;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.client.Client;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;

/**
 * Whether a client signed something. The client's keys say which algorithms may be; the header only
 * chooses among them, and symmetric keys are none.
 */
@Singleton
final class SignatureCheck {

  private static final int MIN_RSA_BITS = 2048;

  private final ClientKeys published;

  SignatureCheck(ClientKeys published) {
    this.published = published;
  }

  boolean signed(Client client, SignedJWT jwt) {
    JWSAlgorithm registered = client.metadata().getTokenEndpointAuthJWSAlg();
    JWSAlgorithm used = jwt.getHeader().getAlgorithm();
    if (registered != null && !registered.equals(used)) {
      return false;
    }
    JWKSet own = client.metadata().getJWKSet();
    if (own != null) {
      return signedByOneOf(own, jwt);
    }
    URI address = client.metadata().getJWKSetURI();
    // A key that was added meanwhile is looked for once.
    return address != null
        && (signedByOneOf(published.at(address), jwt)
            || signedByOneOf(published.againAt(address), jwt));
  }

  private static boolean signedByOneOf(JWKSet keys, SignedJWT jwt) {
    // Key type, use, and the key's own algorithm must fit (RFC 7517, section 4).
    List<JWK> candidates = new JWKSelector(JWKMatcher.forJWSHeader(jwt.getHeader())).select(keys);
    return candidates.stream().anyMatch(key -> signedBy(key, jwt));
  }

  private static boolean signedBy(JWK key, SignedJWT jwt) {
    if (!(key instanceof AsymmetricJWK asymmetric) || isWeak(key)) {
      return false;
    }
    try {
      JWSVerifier verifier =
          new DefaultJWSVerifierFactory()
              .createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey());
      return jwt.verify(verifier);
    } catch (JOSEException | IllegalStateException e) {
      return false;
    }
  }

  private static boolean isWeak(JWK key) {
    return key instanceof RSAKey && key.size() < MIN_RSA_BITS;
  }
}
