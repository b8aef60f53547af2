package dev.holdfast.authserver.harness;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** The ID tokens of a provider, sound and forged, and its key. */
final class IdTokens {

  private final AtomicReference<ECKey> key =
      new AtomicReference<>(newKey(UUID.randomUUID().toString()));

  JWKSet keys() {
    return new JWKSet(key.get());
  }

  /** Signs with another key from now on. */
  void rotate() {
    key.set(newKey(UUID.randomUUID().toString()));
  }

  String sign(JWTClaimsSet.Builder claims) {
    return sign(claims, key.get());
  }

  /** Signed by somebody else under the same key id. */
  String forge(JWTClaimsSet.Builder claims) {
    return sign(claims, newKey(key.get().getKeyID()));
  }

  /** Signed with a secret, as the header says. */
  static String signWithSecret(JWTClaimsSet.Builder claims, String secret) {
    return mac(claims, new JWSHeader(JWSAlgorithm.HS256), secret);
  }

  /** Signed with the public key as if that were a secret. */
  String withPublicKeyAsSecret(JWTClaimsSet.Builder claims) {
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.get().getKeyID()).build();
    return mac(claims, header, key.get().toPublicJWK().toJSONString());
  }

  private static String mac(JWTClaimsSet.Builder claims, JWSHeader header, String secret) {
    try {
      return sign(claims, header, new MACSigner(secret));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String sign(JWTClaimsSet.Builder claims, ECKey key) {
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
    try {
      return sign(claims, header, new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String sign(JWTClaimsSet.Builder claims, JWSHeader header, JWSSigner signer) {
    var jwt = new SignedJWT(header, claims.build());
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }

  private static ECKey newKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
