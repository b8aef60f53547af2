package dev.holdfast.authserver.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.contracts.claims.Claims;
import dev.holdfast.contracts.grants.Grant;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Makes access tokens (RFC 9068). */
@Singleton
final class AccessTokens {

  private final OwnTokens tokens;
  private final Issuer issuer;
  private final Clock clock;

  AccessTokens(OwnTokens tokens, Issuer issuer, Clock clock) {
    this.tokens = tokens;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** A token of a person's grant. */
  BearerAccessToken ofGrant(Grant grant, List<String> audience) {
    var claims =
        common(grant.subject().subject(), grant.clientId(), audience, new Scope(words(grant)))
            .claim(Claims.AUTH_TIME, grant.authTime().getEpochSecond())
            .claim(Claims.SID, grant.sid())
            .claim(Claims.GID, grant.gid())
            .build();
    return bearer(claims, new Scope(words(grant)));
  }

  /** A token of a client for itself. */
  BearerAccessToken ofClient(String clientId, List<String> audience, Scope scope) {
    return bearer(common(clientId, clientId, audience, scope).build(), scope);
  }

  private JWTClaimsSet.Builder common(
      String subject, String clientId, List<String> audience, Scope scope) {
    // JWT dates are whole seconds; rounded down, so that expires_in stays true.
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer.id())
        .subject(subject)
        .audience(audience)
        .claim(Claims.CLIENT_ID, clientId)
        .claim(Claims.SCOPE, scope.toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(issuer.accessTokenLifetime())))
        .jwtID(UUID.randomUUID().toString());
  }

  private BearerAccessToken bearer(JWTClaimsSet claims, Scope scope) {
    long expiry = claims.getExpirationTime().toInstant().getEpochSecond();
    long expiresIn = expiry - clock.instant().getEpochSecond();
    return new BearerAccessToken(tokens.signAccessToken(claims), expiresIn, scope);
  }

  private static String[] words(Grant grant) {
    return grant.scopes().toArray(String[]::new);
  }
}
