package dev.holdfast.authserver.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.holdfast.authserver.user.User;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Makes the successful answer out of a grant. */
@Singleton
final class Responses {

  private final AccessTokens accessTokens;
  private final IdTokens idTokens;

  Responses(AccessTokens accessTokens, IdTokens idTokens) {
    this.accessTokens = accessTokens;
    this.idTokens = idTokens;
  }

  AccessTokenResponse of(GrantTokens tokens, User user, List<String> audience, FirstTime first) {
    BearerAccessToken access = accessTokens.ofGrant(tokens.grant(), user, audience);
    RefreshToken refresh =
        Optional.ofNullable(tokens.refreshToken())
            .map(Secret::reveal)
            .map(RefreshToken::new)
            .orElse(null);
    return idTokens
        .of(tokens.grant(), user, access, first)
        .<AccessTokenResponse>map(id -> new OIDCTokenResponse(new OIDCTokens(id, access, refresh)))
        .orElseGet(() -> new AccessTokenResponse(new Tokens(access, refresh)));
  }
}
