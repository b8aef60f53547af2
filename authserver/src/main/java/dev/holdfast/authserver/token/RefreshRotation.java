package dev.holdfast.authserver.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.grants.Refreshed;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import dev.holdfast.authserver.user.User;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;

/** The refresh token grant (RFC 6749, section 6; OAuth 2.1, section 4.3). */
@Singleton
final class RefreshRotation {

  private final Grants grants;
  private final LastLook lastLook;
  private final Responses responses;

  RefreshRotation(Grants grants, LastLook lastLook, Responses responses) {
    this.grants = grants;
    this.lastLook = lastLook;
    this.responses = responses;
  }

  AccessTokenResponse redeem(TokenCall call, RefreshTokenGrant presented) {
    Secret token = Secret.of(presented.getRefreshToken().getValue());
    return switch (grants.refresh(
        new RefreshGrant(
            token,
            call.client().clientId(),
            call.source(),
            call.scope().toStringList(),
            call.resources()))) {
      case Refreshed.Refused _ -> throw OAuthRefusal.of(OAuth2Error.INVALID_GRANT);
      case Refreshed.ScopeExceeded _ -> throw Narrowing.notGrantedScope();
      case Refreshed.ResourceExceeded _ -> throw Narrowing.notGrantedResource();
      case Refreshed.Renewed(GrantTokens tokens) -> renewed(call, tokens);
    };
  }

  private AccessTokenResponse renewed(TokenCall call, GrantTokens tokens) {
    Grant grant = tokens.grant();
    // The locking read comes after the token-service: a lock-out is seen here or sweeps the grant.
    User user = lastLook.user(grant).orElseThrow(() -> OAuthRefusal.of(OAuth2Error.INVALID_GRANT));
    // The token-service has looked, unless it is of an older release.
    Grant narrowed = Narrowing.scopes(call, grant);
    var audience = Narrowing.resources(call, grant.resources());
    // RFC 6749, section 6: the refresh token stays good for all of it.
    var answered = new GrantTokens(narrowed, tokens.refreshToken(), tokens.refreshExpiresAt());
    return responses.of(answered, user, audience, FirstTime.NO);
  }
}
