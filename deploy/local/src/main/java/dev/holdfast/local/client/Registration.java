package dev.holdfast.local.client;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.holdfast.contracts.secret.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Dynamic client registration (RFC 7591). */
public final class Registration {
  private Registration() {}

  /** What a native MCP client says about itself: public, with code and refresh grants. */
  public static ClientMetadata nativeClient(String name, URI redirectUri) {
    ClientMetadata metadata = new ClientMetadata();
    metadata.setName(name);
    metadata.setRedirectionURI(redirectUri);
    metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);
    metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    metadata.setResponseTypes(Set.of(ResponseType.CODE));
    metadata.setCustomField("application_type", "native");
    return metadata;
  }

  /**
   * Registers a client.
   *
   * @throws OAuthRefusal if the server does not want it
   * @throws UnexpectedAnswer if the server has no registration endpoint
   */
  public static RegisteredClient register(
      AuthorizationServerMetadata server, ClientMetadata metadata) {
    URI endpoint = server.getRegistrationEndpointURI();
    if (endpoint == null) {
      throw new UnexpectedAnswer("No registration endpoint at " + server.getIssuer());
    }
    HTTPResponse answer =
        Wire.send(new ClientRegistrationRequest(endpoint, metadata, null).toHTTPRequest());
    try {
      ClientRegistrationResponse response = ClientRegistrationResponse.parse(answer);
      if (!response.indicatesSuccess()) {
        throw OAuthRefusal.of(answer.getStatusCode(), response.toErrorResponse().getErrorObject());
      }
      return registered(response.toSuccessResponse().getClientInformation());
    } catch (ParseException e) {
      throw new UnexpectedAnswer("Broken answer from " + endpoint, e);
    }
  }

  private static RegisteredClient registered(ClientInformation information) {
    Secret secret =
        Optional.ofNullable(information.getSecret())
            .map(given -> Secret.of(given.getValue()))
            .orElse(null);
    return new RegisteredClient(
        information.getID(), secret, information.getMetadata().getRedirectionURI());
  }
}
