package dev.holdfast.authserver.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.contracts.claims.Claims;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;

/** Signs this issuer's tokens, and knows its own access tokens again. */
@Singleton
public final class OwnTokens {

  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType(Claims.ACCESS_TOKEN_TYPE);

  private static final JOSEObjectType LOGOUT_TOKEN = new JOSEObjectType("logout+jwt");

  private final SigningKeys keys;
  private final Issuer issuer;
  private final Clock clock;

  OwnTokens(SigningKeys keys, Issuer issuer, Clock clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Signs an access token (RFC 9068, section 2.1). */
  public String signAccessToken(JWTClaimsSet claims) {
    return sign(claims, ACCESS_TOKEN).serialize();
  }

  /** Signs an ID token (OpenID Connect Core, section 2). */
  public SignedJWT signIdToken(JWTClaimsSet claims) {
    return sign(claims, JOSEObjectType.JWT);
  }

  /** Signs a logout token (OpenID Connect Back-Channel Logout, section 2.4). */
  public SignedJWT signLogoutToken(JWTClaimsSet claims) {
    return sign(claims, LOGOUT_TOKEN);
  }

  /** The claims of an access token of ours that has not expired; empty for anything else. */
  public Optional<JWTClaimsSet> readAccessToken(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      boolean ours =
          ACCESS_TOKEN.equals(jwt.getHeader().getType())
              && JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
              && jwt.verify(new RSASSAVerifier(keys.current().toPublicJWK()))
              && issuer.id().equals(claims.getIssuer())
              && claims.getExpirationTime() != null
              && clock.instant().isBefore(claims.getExpirationTime().toInstant());
      return ours ? Optional.of(claims) : Optional.empty();
    } catch (ParseException | JOSEException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private SignedJWT sign(JWTClaimsSet claims, JOSEObjectType type) {
    var key = keys.current();
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(type).build();
    var jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(new RSASSASigner(key));
      return jwt;
    } catch (JOSEException e) {
      throw new IllegalStateException("Signing failed", e);
    }
  }
}
