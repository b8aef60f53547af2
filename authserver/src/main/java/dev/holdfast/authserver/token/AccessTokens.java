package dev.holdfast.authserver.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.authserver.user.Rights;
import dev.holdfast.authserver.user.User;
import dev.holdfast.contracts.claims.Claims;
import dev.holdfast.contracts.grants.Grant;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes access tokens (RFC 9068). */
@Singleton
final class AccessTokens {

  /** RFC 9068, section 2.2.3.1. */
  private static final String ROLES = "roles";

  private final OwnTokens tokens;
  private final Rights rights;
  private final Issuer issuer;
  private final Clock clock;

  AccessTokens(OwnTokens tokens, Rights rights, Issuer issuer, Clock clock) {
    this.tokens = tokens;
    this.rights = rights;
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * A token of a person's grant.
   *
   * @param user the person as of now: present roles decide how much of the grant the token has
   */
  BearerAccessToken ofGrant(Grant grant, User user, List<String> audience) {
    Scope scope = Scope.parse(rights.within(grant.scopes(), user));
    var claims =
        common(grant.subject().subject(), grant.clientId(), audience, scope)
            .claim(Claims.AUTH_TIME, grant.authTime().getEpochSecond())
            .claim(Claims.SID, grant.sid())
            .claim(Claims.GID, grant.gid())
            .claim(Claims.ACCESS_EPOCH, epoch(user));
    if (!user.roles().isEmpty()) {
      claims.claim(ROLES, List.copyOf(user.roles()));
    }
    return bearer(claims.build(), scope);
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
        // RFC 6749, section 3.3: a scope is at least one word; none is told by its absence.
        .claim(Claims.SCOPE, scope.isEmpty() ? null : scope.toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(issuer.accessTokenLifetime())))
        .jwtID(UUID.randomUUID().toString());
  }

  private BearerAccessToken bearer(JWTClaimsSet claims, Scope scope) {
    long expiry = claims.getExpirationTime().toInstant().getEpochSecond();
    long expiresIn = expiry - clock.instant().getEpochSecond();
    return new BearerAccessToken(tokens.signAccessToken(claims), expiresIn, scope);
  }

  private static @Nullable Long epoch(User user) {
    Instant epoch = user.accessEpoch();
    return epoch == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, epoch);
  }
}
