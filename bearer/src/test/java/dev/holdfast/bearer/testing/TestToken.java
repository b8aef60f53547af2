package dev.holdfast.bearer.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token before it is signed. Claims are raw, so that a test can make them wrong. */
public final class TestToken {

  private final Map<String, Object> claims = new HashMap<>();
  private JWSAlgorithm algorithm = JWSAlgorithm.RS256;
  private String type = "at+jwt";
  private RSAKey key;

  TestToken(RSAKey key, String issuer, String subject, String audience, Instant now) {
    this.key = key;
    claims.put("iss", issuer);
    claims.put("sub", subject);
    claims.put("aud", audience);
    claims.put("client_id", "a-client");
    claims.put("scope", "mcp");
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + 300);
    claims.put("jti", UUID.randomUUID().toString());
  }

  /** Sets a claim to anything; null removes it. */
  public TestToken with(String claim, @Nullable Object value) {
    if (value == null) {
      claims.remove(claim);
    } else {
      claims.put(claim, value);
    }
    return this;
  }

  /** Sets the header's type. */
  public TestToken type(String other) {
    type = other;
    return this;
  }

  /** Signs with another key. */
  public TestToken key(RSAKey other) {
    key = other;
    return this;
  }

  /** Signs with this key's value under the key id of the expected one. */
  public TestToken forgedWith(RSAKey other) {
    key = new RSAKey.Builder(other).keyID(key.getKeyID()).build();
    return this;
  }

  /** Names another algorithm in the header. */
  public TestToken algorithm(JWSAlgorithm other) {
    algorithm = other;
    return this;
  }

  /** The token. */
  public String sign() {
    try {
      return sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The token, signed with ES256. */
  public String sign(ECKey other) {
    try {
      return algorithm(JWSAlgorithm.ES256).sign(new ECDSASigner(other), other.getKeyID());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The token, signed with something else under the expected key's id. */
  public String sign(JWSSigner signer) {
    return sign(signer, key.getKeyID());
  }

  private String sign(JWSSigner signer, String kid) {
    var header = new JWSHeader.Builder(algorithm).type(new JOSEObjectType(type)).keyID(kid).build();
    JWSObject token = new JWSObject(header, new Payload(claims));
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
