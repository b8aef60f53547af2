package dev.holdfast.authserver.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.contracts.claims.Claims;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.function.Function;

/**
 * Signs this issuer's tokens, and knows its own again. Access tokens are signed with the configured
 * algorithm; whoever registers nothing else gets ID tokens with RS256 (OpenID Connect Dynamic
 * Client Registration, section 2).
 */
@Singleton
public final class OwnTokens {

  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType(Claims.ACCESS_TOKEN_TYPE);

  private static final int MOST_REMEMBERED = 5_000;

  private final SigningKeys keys;
  private final KeyMetrics metrics;
  private final SigningSettings settings;
  private final Issuer issuer;
  private final Clock clock;
  private final Duration longestLifetime;
  private final Cache<String, Proven> proven =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  OwnTokens(
      SigningKeys keys, KeyMetrics metrics, SigningSettings settings, Issuer issuer, Clock clock) {
    this.keys = keys;
    this.metrics = metrics;
    this.settings = settings;
    this.issuer = issuer;
    this.clock = clock;
    this.longestLifetime = SigningSettings.longestLifetime(issuer);
  }

  /** Signs an access token (RFC 9068, section 2.1). */
  public String signAccessToken(JWTClaimsSet claims) {
    return sign(claims, ACCESS_TOKEN, settings.algorithm()).serialize();
  }

  /** Signs an ID token (OpenID Connect Core, section 2) for a client that registered no other. */
  public SignedJWT signIdToken(JWTClaimsSet claims) {
    return signIdToken(claims, SigningAlgorithm.RS256);
  }

  /** Signs an ID token with the algorithm that its client registered. */
  public SignedJWT signIdToken(JWTClaimsSet claims, SigningAlgorithm algorithm) {
    return sign(claims, JOSEObjectType.JWT, algorithm);
  }

  /**
   * Signs a JWT of another type.
   *
   * @throws IllegalArgumentException if it would outlive the publication of its key
   */
  public SignedJWT sign(JWTClaimsSet claims, JOSEObjectType type, SigningAlgorithm algorithm) {
    requireShortLife(claims.getExpirationTime());
    SigningKey key = keys.current(algorithm);
    var header = new JWSHeader.Builder(algorithm.jws()).keyID(key.kid()).type(type).build();
    var jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(key.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException("Signing failed", e);
    }
    metrics.signed(algorithm);
    return jwt;
  }

  /**
   * The claims of an access token of ours that has not expired; empty for anything else. A good
   * signature is remembered, as resource servers ask about a token again and again; whether its key
   * is still published, and what became of the grant, is not.
   */
  public Optional<JWTClaimsSet> readAccessToken(String token) {
    return proven(token)
        .filter(claims -> claims.getExpirationTime() != null)
        .filter(claims -> clock.instant().isBefore(claims.getExpirationTime().toInstant()));
  }

  /**
   * The claims of an ID token of ours, which may have expired: a hint about whom it was given to
   * (OpenID Connect Core, section 3.1.2.1). Empty for anything else.
   */
  public Optional<JWTClaimsSet> readIdToken(String token) {
    return read(token, JOSEObjectType.JWT, keys::kept).map(Proven::claims);
  }

  private Optional<JWTClaimsSet> proven(String token) {
    String fingerprint = OpaqueValue.hash(token);
    Optional<Proven> known = Optional.ofNullable(proven.getIfPresent(fingerprint));
    if (known.isPresent()) {
      return known.filter(it -> keys.published(it.kid()).isPresent()).map(Proven::claims);
    }
    Optional<Proven> read = read(token, ACCESS_TOKEN, keys::published);
    read.ifPresent(it -> proven.put(fingerprint, it));
    return read.map(Proven::claims);
  }

  private Optional<Proven> read(
      String token, JOSEObjectType type, Function<String, Optional<SigningKey>> find) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWSHeader header = jwt.getHeader();
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      String kid = header.getKeyID();
      if (kid == null
          || !type.equals(header.getType())
          || !issuer.id().equals(claims.getIssuer())) {
        return Optional.empty();
      }
      Optional<SigningKey> key = find.apply(kid);
      // RFC 8725, section 3.1: the key decides the algorithm.
      boolean ours =
          key.isPresent()
              && key.get().algorithm().jws().equals(header.getAlgorithm())
              && jwt.verify(key.get().verifier());
      return ours ? Optional.of(new Proven(kid, claims)) : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  private void requireShortLife(Date expiry) {
    if (expiry != null && expiry.toInstant().isAfter(clock.instant().plus(longestLifetime))) {
      throw new IllegalArgumentException("A token must not outlive the publication of its key");
    }
  }

  /**
   * A token whose signature was good.
   *
   * @param kid by which key
   */
  private record Proven(String kid, JWTClaimsSet claims) {}
}
