package dev.holdfast.authserver.introspect;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import dev.holdfast.authserver.client.Client;
import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.contracts.claims.Claims;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.grants.IntrospectedGrant;
import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients about tokens. A client hears about tokens that were issued to it, and a resource
 * server about access tokens for one of the resources it is registered with. For everybody else the
 * token is as inactive as one that never was.
 */
@Singleton
public final class Introspections {

  /** Claims of ours that stand in the answer as they stand in the token. */
  private static final List<String> AS_THEY_ARE =
      List.of(Claims.SID, Claims.GID, Claims.AUTH_TIME, Claims.ACCESS_EPOCH, "act", "roles");

  private final LiveTokens tokens;
  private final Grants grants;
  private final Issuer issuer;

  Introspections(LiveTokens tokens, Grants grants, Issuer issuer) {
    this.tokens = tokens;
    this.grants = grants;
    this.issuer = issuer;
  }

  /**
   * What a client may know of a token (RFC 7662, section 2.2). It does not matter of which kind the
   * client takes the token to be.
   *
   * @throws dev.holdfast.authserver.refusal.TemporarilyUnavailable if nobody can tell now
   */
  public Map<String, Object> of(String token, Client asker) {
    Optional<JWTClaimsSet> access = tokens.find(token).filter(claims -> mayKnow(asker, claims));
    return access
        .map(this::describe)
        .or(() -> refreshToken(token, asker))
        .orElseGet(() -> new TokenIntrospectionSuccessResponse.Builder(false).build())
        .toJSONObject();
  }

  private static boolean mayKnow(Client asker, JWTClaimsSet claims) {
    return asker.clientId().equals(claims.getClaim(Claims.CLIENT_ID)) || asker.receives(claims);
  }

  private TokenIntrospectionSuccessResponse describe(JWTClaimsSet claims) {
    var answer =
        new TokenIntrospectionSuccessResponse.Builder(true)
            .tokenType(AccessTokenType.BEARER)
            .issuer(new com.nimbusds.oauth2.sdk.id.Issuer(issuer.id()))
            .subject(new Subject(claims.getSubject()))
            .audience(Audience.create(claims.getAudience()))
            .clientID(new ClientID(Objects.toString(claims.getClaim(Claims.CLIENT_ID))))
            .scope(Scope.parse(Objects.toString(claims.getClaim(Claims.SCOPE), "")))
            .issueTime(claims.getIssueTime())
            .expirationTime(claims.getExpirationTime())
            .jwtID(new JWTID(claims.getJWTID()));
    AS_THEY_ARE.forEach(name -> copy(claims, name, answer));
    return answer.build();
  }

  private static void copy(
      JWTClaimsSet claims, String name, TokenIntrospectionSuccessResponse.Builder answer) {
    Optional.ofNullable(claims.getClaim(name)).ifPresent(value -> answer.parameter(name, value));
  }

  private Optional<TokenIntrospectionSuccessResponse> refreshToken(String token, Client asker) {
    IntrospectedGrant found = grants.introspect(Secret.of(token));
    return Stream.ofNullable(found.grant())
        .filter(_ -> found.active())
        .filter(grant -> grant.clientId().equals(asker.clientId()))
        .map(grant -> describe(grant, found))
        .findFirst();
  }

  private TokenIntrospectionSuccessResponse describe(Grant grant, IntrospectedGrant found) {
    return new TokenIntrospectionSuccessResponse.Builder(true)
        .issuer(new com.nimbusds.oauth2.sdk.id.Issuer(issuer.id()))
        .subject(new Subject(grant.subject().subject()))
        .audience(Audience.create(grant.resources()))
        .clientID(new ClientID(grant.clientId()))
        .scope(new Scope(grant.scopes().toArray(String[]::new)))
        .issueTime(date(found.issuedAt()))
        .expirationTime(date(found.expiresAt()))
        .parameter(Claims.SID, grant.sid())
        .parameter(Claims.GID, grant.gid())
        .build();
  }

  private static @Nullable Date date(@Nullable Instant instant) {
    return instant == null ? null : Date.from(instant);
  }
}
