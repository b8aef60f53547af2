package dev.holdfast.authserver.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import jakarta.inject.Singleton;
import java.util.List;

/** The client credentials grant (RFC 6749, section 4.4). It makes no grant and no refresh token. */
@Singleton
final class ClientCredentials {

  private final AccessTokens accessTokens;

  ClientCredentials(AccessTokens accessTokens) {
    this.accessTokens = accessTokens;
  }

  AccessTokenResponse redeem(TokenCall call) {
    // RFC 6749, section 4.4: confidential clients only.
    if (call.client().isPublic()) {
      throw OAuthRefusal.of(OAuth2Error.UNAUTHORIZED_CLIENT, "Only with a secret");
    }
    List<String> audience = audience(call);
    Scope scope = Narrowing.ofClient(call);
    return new AccessTokenResponse(
        new Tokens(accessTokens.ofClient(call.client().clientId(), audience, scope), null));
  }

  private static List<String> audience(TokenCall call) {
    List<String> own = call.client().resources();
    // RFC 8707, section 2.2: these audiences are services, so only configuration opens them.
    if (own.isEmpty() || !own.containsAll(call.resources())) {
      throw OAuthRefusal.of(OAuth2Error.INVALID_TARGET, "Not a resource of this client");
    }
    return call.resources().isEmpty() ? own : call.resources();
  }
}
