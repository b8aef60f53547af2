package dev.holdfast.authserver.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** What this issuer can sign with (RFC 7518, section 3.1); it keeps keys for each. */
public enum SigningAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256: slow to sign, quick to verify, understood by everybody. */
  RS256 {
    @Override
    JWK generate() throws JOSEException {
      return new RSAKeyGenerator(RSA_BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(jws())
          .keyIDFromThumbprint(true)
          .generate();
    }

    @Override
    JWSSigner signer(JWK key) throws JOSEException {
      return new RSASSASigner(key.toRSAKey());
    }

    @Override
    JWSVerifier verifier(JWK key) throws JOSEException {
      return new RSASSAVerifier(key.toRSAKey().toPublicJWK());
    }
  },

  /** ECDSA on P-256 with SHA-256: quick to sign, slower to verify. */
  ES256 {
    @Override
    JWK generate() throws JOSEException {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(jws())
          .keyIDFromThumbprint(true)
          .generate();
    }

    @Override
    JWSSigner signer(JWK key) throws JOSEException {
      return new ECDSASigner(key.toECKey());
    }

    @Override
    JWSVerifier verifier(JWK key) throws JOSEException {
      return new ECDSAVerifier(key.toECKey().toPublicJWK());
    }
  };

  private static final int RSA_BITS = 2048;

  /** Its name in JOSE. */
  public JWSAlgorithm jws() {
    return JWSAlgorithm.parse(name());
  }

  abstract JWK generate() throws JOSEException;

  abstract JWSSigner signer(JWK key) throws JOSEException;

  abstract JWSVerifier verifier(JWK key) throws JOSEException;
}
