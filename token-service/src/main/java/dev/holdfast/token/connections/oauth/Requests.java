package dev.holdfast.token.connections.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.connections.ProviderSettings;
import java.net.URI;
import java.util.Optional;

/** Requests to one provider, with everything its settings add. */
final class Requests {

  private final ProviderSettings settings;
  private final Endpoints endpoints;
  private final OwnAuthentication own;

  Requests(ProviderSettings settings, Endpoints endpoints, OwnAuthentication own) {
    this.settings = settings;
    this.endpoints = endpoints;
    this.own = own;
  }

  URI authorization(String state, Secret verifier) throws Trouble {
    var request =
        new AuthorizationRequest.Builder(ResponseType.CODE, own.clientId())
            .endpointURI(endpoints.authorization())
            .redirectionURI(settings.redirectUri())
            .state(new State(state))
            .codeChallenge(new CodeVerifier(verifier.reveal()), CodeChallengeMethod.S256);
    if (!settings.scopes().isEmpty()) {
      request.scope(new Scope(settings.scopes().toArray(String[]::new)));
    }
    if (!settings.resources().isEmpty()) {
      request.resources(settings.resources().toArray(URI[]::new));
    }
    settings.moreForAuthorization().forEach(request::customParameter);
    return request.build().toURI();
  }

  HTTPRequest redemption(Secret code, Secret verifier) throws Trouble {
    return token(
        new AuthorizationCodeGrant(
            new AuthorizationCode(code.reveal()),
            settings.redirectUri(),
            new CodeVerifier(verifier.reveal())));
  }

  HTTPRequest refresh(Secret refreshToken) throws Trouble {
    return token(new RefreshTokenGrant(new RefreshToken(refreshToken.reveal())));
  }

  HTTPRequest poll(Secret deviceCode) throws Trouble {
    return token(new DeviceCodeGrant(new DeviceCode(deviceCode.reveal())));
  }

  /** RFC 8628, section 3.1. */
  HTTPRequest device(URI endpoint) throws Trouble {
    Optional<ClientAuthentication> authentication = own.present(endpoints.token());
    var request =
        authentication
            .map(DeviceAuthorizationRequest.Builder::new)
            .orElseGet(() -> new DeviceAuthorizationRequest.Builder(own.clientId()))
            .endpointURI(endpoint);
    if (!settings.scopes().isEmpty()) {
      request.scope(new Scope(settings.scopes().toArray(String[]::new)));
    }
    settings.resources().forEach(uri -> request.customParameter("resource", uri.toString()));
    return request.build().toHTTPRequest();
  }

  /** RFC 7009, section 2.1. */
  HTTPRequest revocation(URI endpoint, Secret token, boolean refresh) throws Trouble {
    Token known =
        refresh ? new RefreshToken(token.reveal()) : new BearerAccessToken(token.reveal());
    return own.present(endpoints.token())
        .map(present -> new TokenRevocationRequest(endpoint, present, known))
        .orElseGet(() -> new TokenRevocationRequest(endpoint, own.clientId(), known))
        .toHTTPRequest();
  }

  private HTTPRequest token(AuthorizationGrant grant) throws Trouble {
    URI endpoint = endpoints.token();
    Optional<ClientAuthentication> authentication = own.present(endpoint);
    var request =
        authentication
            .map(present -> new TokenRequest.Builder(endpoint, present, grant))
            .orElseGet(() -> new TokenRequest.Builder(endpoint, own.clientId(), grant));
    if (!settings.resources().isEmpty()) {
      request.resources(settings.resources().toArray(URI[]::new));
    }
    settings.moreForTokens().forEach(request::customParameter);
    return request.build().toHTTPRequest();
  }
}
