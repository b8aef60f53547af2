package dev.holdfast.bearer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.contracts.claims.Claims;
import dev.holdfast.network.InternalAddresses;
import dev.holdfast.runtime.tls.Tls;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Verifies RFC 9068 access tokens. Closed by default: an issuer that is not listed, a claim that is
 * missing, an audience that is not the expected one are refusals. Safe for concurrent use.
 */
public final class AccessTokenVerifier {

  private static final Duration MAX_SKEW = Duration.ofMinutes(1);
  private static final JOSEObjectType TYPE = new JOSEObjectType(Claims.ACCESS_TOKEN_TYPE);
  private static final JOSEObjectType LONG_TYPE =
      new JOSEObjectType("application/" + Claims.ACCESS_TOKEN_TYPE);

  private final Map<String, IssuerKeys> issuers;
  private final Duration skew;
  private final Clock clock;

  /** A verifier whose issuers are where their names say. */
  public AccessTokenVerifier(
      Collection<String> issuers, Duration skew, Duration refetchInterval, Tls tls, Clock clock) {
    this(issuers, skew, refetchInterval, InternalAddresses.none(), tls, clock);
  }

  /**
   * A verifier that trusts these issuers and no other.
   *
   * @param issuers issuer identifiers, exactly as tokens carry them
   * @param skew how far clocks may disagree; at most one minute
   * @param refetchInterval in which time an issuer's keys are fetched at most twice
   * @param addresses where the issuers are reached
   * @param tls how they are asked for their keys
   * @throws IllegalArgumentException without an issuer, or with a longer skew
   */
  public AccessTokenVerifier(
      Collection<String> issuers,
      Duration skew,
      Duration refetchInterval,
      InternalAddresses addresses,
      Tls tls,
      Clock clock) {
    if (issuers.isEmpty()) {
      throw new IllegalArgumentException("no trusted issuer");
    }
    if (skew.isNegative() || skew.compareTo(MAX_SKEW) > 0) {
      throw new IllegalArgumentException("skew must be between 0 and " + MAX_SKEW);
    }
    this.issuers =
        issuers.stream()
            .distinct()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    issuer ->
                        new IssuerKeys(issuer, refetchInterval, addresses, tls.toServices())));
    this.skew = skew;
    this.clock = clock;
  }

  /** Verifies a token that must have been issued for {@code audience}. */
  public Verification verify(UnverifiedToken token, String audience) {
    try {
      SignedJWT jwt = SignedJWT.parse(token.value().reveal());
      Map<String, Object> payload = jwt.getPayload().toJSONObject();
      if (payload == null) {
        return new Verification.Rejected(Rejection.MALFORMED);
      }
      return verify(jwt, payload, token, audience);
    } catch (ParseException e) {
      return new Verification.Rejected(Rejection.MALFORMED);
    } catch (RejectedTokenException e) {
      return new Verification.Rejected(e.reason());
    }
  }

  private Verification verify(
      SignedJWT jwt, Map<String, Object> payload, UnverifiedToken token, String audience)
      throws RejectedTokenException {
    // RFC 9068, section 4: the type keeps id tokens and logout tokens out.
    require(isAccessToken(jwt.getHeader()), Rejection.WRONG_TYPE);

    String issuer = TokenClaims.issuer(payload);
    IssuerKeys keys = issuers.get(issuer);
    if (keys == null) {
      throw new RejectedTokenException(Rejection.UNTRUSTED_ISSUER);
    }
    try {
      JWK key = keys.find(jwt.getHeader());
      // RFC 8725, section 3.1: the key decides the algorithm.
      require(
          IssuerKeys.algorithm(key).equals(jwt.getHeader().getAlgorithm()),
          Rejection.WRONG_ALGORITHM);
      require(jwt.verify(verifier(key)), Rejection.BAD_SIGNATURE);
    } catch (KeySourceException e) {
      return new Verification.Unavailable(issuer);
    } catch (JOSEException e) {
      throw new RejectedTokenException(Rejection.BAD_SIGNATURE);
    }

    TokenClaims claims = TokenClaims.of(payload);
    // RFC 9068, section 4: issued for us, not just by a friend.
    require(claims.audience().contains(audience), Rejection.WRONG_AUDIENCE);
    Instant now = clock.instant();
    // RFC 7519, section 4.1.4: on or after its expiry it is over.
    require(now.isBefore(claims.expiresAt().plus(skew)), Rejection.EXPIRED);
    // RFC 7519, section 4.1.5
    require(!now.plus(skew).isBefore(claims.notBefore()), Rejection.NOT_YET_VALID);
    return new Verification.Verified(new VerifiedToken(claims, token.fingerprint()));
  }

  private static boolean isAccessToken(JWSHeader header) {
    @Nullable JOSEObjectType type = header.getType();
    return TYPE.equals(type) || LONG_TYPE.equals(type);
  }

  private static JWSVerifier verifier(JWK key) throws JOSEException {
    return key instanceof ECKey curve
        ? new ECDSAVerifier(curve)
        : new RSASSAVerifier(key.toRSAKey());
  }

  private static void require(boolean condition, Rejection otherwise)
      throws RejectedTokenException {
    if (!condition) {
      throw new RejectedTokenException(otherwise);
    }
  }
}
