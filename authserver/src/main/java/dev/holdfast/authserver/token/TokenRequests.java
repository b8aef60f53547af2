package dev.holdfast.authserver.token;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import dev.holdfast.authserver.refusal.OAuthRefusal;
import jakarta.inject.Singleton;

/** Sends each grant type to the class that knows it. */
@Singleton
public final class TokenRequests {

  private final CodeRedemption codes;
  private final RefreshRotation refreshes;
  private final ClientCredentials clientCredentials;
  private final DeviceRedemption devices;
  private final TokenExchange exchanges;
  private final AssertionRedemption assertions;

  TokenRequests(
      CodeRedemption codes,
      RefreshRotation refreshes,
      ClientCredentials clientCredentials,
      DeviceRedemption devices,
      TokenExchange exchanges,
      AssertionRedemption assertions) {
    this.codes = codes;
    this.refreshes = refreshes;
    this.clientCredentials = clientCredentials;
    this.devices = devices;
    this.exchanges = exchanges;
    this.assertions = assertions;
  }

  /**
   * Turns a grant into tokens.
   *
   * @throws OAuthRefusal if it is refused
   */
  public AccessTokenResponse redeem(TokenCall call, AuthorizationGrant grant) {
    // RFC 6749, section 5.2: the client may use this grant type.
    if (!call.client().mayUse(grant.getType())) {
      throw OAuthRefusal.of(OAuth2Error.UNAUTHORIZED_CLIENT);
    }
    return switch (grant) {
      case AuthorizationCodeGrant code -> codes.redeem(call, code);
      case RefreshTokenGrant refresh -> refreshes.redeem(call, refresh);
      case ClientCredentialsGrant _ -> clientCredentials.redeem(call);
      case DeviceCodeGrant device -> devices.redeem(call, device);
      case TokenExchangeGrant exchange -> exchanges.redeem(call, exchange);
      case JWTBearerGrant assertion -> assertions.redeem(call, assertion);
      default -> throw OAuthRefusal.of(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
    };
  }
}
