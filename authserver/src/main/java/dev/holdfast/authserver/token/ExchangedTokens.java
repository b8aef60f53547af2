package dev.holdfast.authserver.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.key.OwnTokens;
import dev.holdfast.contracts.claims.Claims;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes tokens out of tokens (RFC 8693, section 4). Everything that ends the subject's token, its
 * grant, its login session and its person's epoch, ends what was made of it.
 */
@Singleton
public final class ExchangedTokens {

  /** The client that the person granted to; only an exchanged token has it. Ours. */
  public static final String ORIGIN = "origin_client_id";

  private static final String ACTOR = "act";
  private static final List<String> KEPT =
      List.of(
          Claims.GID, Claims.SID, Claims.AUTH_TIME, Claims.ACCESS_EPOCH, "roles", ACTOR, ORIGIN);

  private final OwnTokens tokens;
  private final Issuer issuer;
  private final Clock clock;

  ExchangedTokens(OwnTokens tokens, Issuer issuer, Clock clock) {
    this.tokens = tokens;
    this.issuer = issuer;
    this.clock = clock;
  }

  BearerAccessToken sign(
      Client client,
      JWTClaimsSet subject,
      Optional<JWTClaimsSet> actor,
      List<String> audience,
      Scope scope) {
    Instant now = clock.instant();
    Instant expiry = earlier(now.plus(issuer.accessTokenLifetime()), subject.getExpirationTime());
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.id())
            .subject(subject.getSubject())
            .audience(audience)
            .claim(Claims.CLIENT_ID, client.clientId())
            .claim(Claims.SCOPE, scope.isEmpty() ? null : scope.toString())
            .claim(ORIGIN, subject.getClaim(Claims.CLIENT_ID))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expiry))
            .jwtID(UUID.randomUUID().toString());
    KEPT.forEach(
        name ->
            Optional.ofNullable(subject.getClaim(name))
                .ifPresent(value -> claims.claim(name, value)));
    actor.ifPresent(acting -> claims.claim(ACTOR, act(acting, subject)));
    return new BearerAccessToken(
        tokens.signAccessToken(claims.build()),
        expiry.getEpochSecond() - now.getEpochSecond(),
        scope,
        TokenTypeURI.ACCESS_TOKEN);
  }

  /** RFC 8693, section 4.1: who acts now, around those who acted before. */
  private static Map<String, Object> act(JWTClaimsSet actor, JWTClaimsSet subject) {
    Map<String, Object> act = new LinkedHashMap<>();
    act.put("sub", actor.getSubject());
    Optional.ofNullable(subject.getClaim(ACTOR)).ifPresent(before -> act.put(ACTOR, before));
    return act;
  }

  private static Instant earlier(Instant one, Date other) {
    Instant instant = other.toInstant();
    return instant.isBefore(one) ? instant : one;
  }
}
