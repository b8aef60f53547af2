package dev.holdfast.authserver.grants.http;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.contracts.claims.Claims;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** This server's own service token for the token-service, signed here and renewed in time. */
@Singleton
final class ServiceToken {

  private static final String SUBJECT = "authserver";
  private static final String SCOPE =
      ServiceScope.GRANTS_WRITE + ' ' + ServiceScope.CONNECTIONS_WRITE;
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final OwnTokens tokens;
  private final Issuer issuer;
  private final TokenServiceSettings tokenService;
  private final Clock clock;
  private final ReentrantLock signing = new ReentrantLock();

  private volatile @Nullable Signed current;

  ServiceToken(
      OwnTokens tokens, Issuer issuer, TokenServiceSettings tokenService, Clock clock) {
    this.tokens = tokens;
    this.issuer = issuer;
    this.tokenService = tokenService;
    this.clock = clock;
  }

  Secret current() {
    Instant now = clock.instant();
    signing.lock();
    try {
      Signed signed = current;
      if (signed == null || !now.isBefore(signed.renewAt())) {
        signed = sign(now);
        current = signed;
      }
      return signed.token();
    } finally {
      signing.unlock();
    }
  }

  private Signed sign(Instant now) {
    Instant expiry = now.plus(LIFETIME);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.id())
            .subject(SUBJECT)
            .audience(tokenService.audience())
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
