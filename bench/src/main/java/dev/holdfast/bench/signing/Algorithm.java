package dev.holdfast.bench.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** An algorithm with a fresh key, ready to sign and to verify. */
record Algorithm(String name, JWSAlgorithm algorithm, JWSSigner signer, JWSVerifier verifier) {

  private static final int BITS = 2048;

  static Algorithm rs256() throws JOSEException {
    var key = new RSAKeyGenerator(BITS).generate();
    return new Algorithm(
        "RS256, 2048 bits",
        JWSAlgorithm.RS256,
        new RSASSASigner(key),
        new RSASSAVerifier(key.toRSAPublicKey()));
  }

  static Algorithm es256() throws JOSEException {
    var key = new ECKeyGenerator(Curve.P_256).generate();
    return new Algorithm(
        "ES256, P-256", JWSAlgorithm.ES256, new ECDSASigner(key), new ECDSAVerifier(key));
  }

  static Algorithm ed25519() throws JOSEException {
    var key = new OctetKeyPairGenerator(Curve.Ed25519).generate();
    return new Algorithm(
        "Ed25519 (Tink)",
        JWSAlgorithm.Ed25519,
        new Ed25519Signer(key),
        new Ed25519Verifier(key.toPublicJWK()));
  }
}
