package dev.holdfast.authserver.grants.http;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.bearer.ServiceTokens;
import dev.holdfast.contracts.claims.Claims;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** This server's own service tokens, signed here and renewed in time. */
@Singleton
final class ServiceToken implements ServiceTokens {

  private static final String SUBJECT = "authserver";
  private static final String SCOPE =
      String.join(
          " ", ServiceScope.GRANTS_WRITE, ServiceScope.GRANTS_READ, ServiceScope.CONNECTIONS_WRITE);
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final OwnTokens tokens;
  private final Issuer issuer;
  private final Clock clock;
  private final Map<String, Signed> byAudience = new ConcurrentHashMap<>();

  ServiceToken(OwnTokens tokens, Issuer issuer, Clock clock) {
    this.tokens = tokens;
    this.issuer = issuer;
    this.clock = clock;
  }

  @Override
  public Secret token(String audience) {
    Instant now = clock.instant();
    Signed present = byAudience.get(audience);
    if (present == null || !now.isBefore(present.renewAt())) {
      // Two threads may both sign; either token is good.
      present = sign(audience, now);
      byAudience.put(audience, present);
    }
    return present.token();
  }

  private Signed sign(String audience, Instant now) {
    Instant expiry = now.plus(LIFETIME);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.id())
            .subject(SUBJECT)
            .audience(audience)
            .claim(Claims.CLIENT_ID, SUBJECT)
            .claim(Claims.SCOPE, SCOPE)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expiry))
            .jwtID(UUID.randomUUID().toString())
            .build();
    return new Signed(Secret.of(tokens.signAccessToken(claims)), expiry.minus(MARGIN));
  }

  private record Signed(Secret token, Instant renewAt) {}
}
