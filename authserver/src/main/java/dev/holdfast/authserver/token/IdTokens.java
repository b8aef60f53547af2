package dev.holdfast.authserver.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.client.Clients;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.authserver.key.SigningAlgorithm;
import dev.holdfast.authserver.login.LoginClass;
import dev.holdfast.authserver.user.User;
import dev.holdfast.contracts.claims.Claims;
import dev.holdfast.contracts.grants.Grant;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Makes ID tokens (OpenID Connect Core, section 2). */
@Singleton
final class IdTokens {

  private static final String OPENID = "openid";
  private static final String PROFILE = "profile";
  private static final String EMAIL = "email";

  private final OwnTokens tokens;
  private final Clients clients;
  private final Issuer issuer;
  private final Clock clock;

  IdTokens(OwnTokens tokens, Clients clients, Issuer issuer, Clock clock) {
    this.tokens = tokens;
    this.clients = clients;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** An ID token, if the grant has the scope for one. */
  Optional<SignedJWT> of(Grant grant, User user, BearerAccessToken access, FirstTime first) {
    if (!grant.scopes().contains(OPENID)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    SigningAlgorithm algorithm =
        clients.find(grant.clientId()).map(Client::tokenAlgorithm).orElse(SigningAlgorithm.RS256);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.id())
            .subject(user.id())
            .audience(grant.clientId())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(issuer.accessTokenLifetime())))
            .claim(Claims.AUTH_TIME, grant.authTime().getEpochSecond())
            .claim(Claims.SID, grant.sid())
            .claim("amr", first.amr().isEmpty() ? null : first.amr())
            .claim("acr", LoginClass.of(first.amr()).map(LoginClass::acr).orElse(null))
            // OpenID Connect Core, section 3.1.3.6.
            .claim("at_hash", AccessTokenHash.compute(access, algorithm.jws(), null).getValue())
            .claim("nonce", first.nonce());
    if (grant.scopes().contains(PROFILE)) {
      claims.claim("name", user.name()).claim("preferred_username", user.username());
    }
    if (grant.scopes().contains(EMAIL)) {
      claims.claim("email", user.email());
    }
    return Optional.of(tokens.signIdToken(claims.build(), algorithm));
  }
}
