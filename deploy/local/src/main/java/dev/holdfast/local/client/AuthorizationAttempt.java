package dev.holdfast.local.client;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;

/**
 * One trip through the browser: the request that starts it, and what its answer is checked against.
 *
 * @param request with PKCE S256, {@code state} and {@code resource}
 * @param verifier proves at the token endpoint that the trip was ours (RFC 7636)
 * @param server whose answer is expected
 */
public record AuthorizationAttempt(
    AuthorizationRequest request, CodeVerifier verifier, AuthorizationServerMetadata server) {
  static final CodeChallengeMethod METHOD = CodeChallengeMethod.S256;

  static AuthorizationAttempt begin(
      AuthorizationServerMetadata server, RegisteredClient client, URI resource, Scope scope) {
    CodeVerifier verifier = new CodeVerifier();
    AuthorizationRequest.Builder request =
        new AuthorizationRequest.Builder(ResponseType.CODE, client.id())
            .endpointURI(server.getAuthorizationEndpointURI())
            .redirectionURI(client.redirectUri())
            .state(new State())
            .codeChallenge(verifier, METHOD)
            .resource(resource);
    if (!scope.isEmpty()) {
      request.scope(scope);
    }
    return new AuthorizationAttempt(request.build(), verifier, server);
  }

  /** Where the browser starts. */
  public URI uri() {
    return request.toURI();
  }

  /**
   * Takes the code out of the redirect that ended the trip.
   *
   * @throws UnexpectedAnswer if the answer is not to this attempt or not from this server
   * @throws OAuthRefusal if the server or the person said no
   */
  public AuthorizationCode code(URI redirected) {
    AuthorizationResponse response = parse(redirected);
    // RFC 6749 section 10.12.
    if (!request.getState().equals(response.getState())) {
      throw new UnexpectedAnswer("The answer's state is not ours");
    }
    // RFC 9207 section 2.4, for errors too.
    Issuer issuer = response.getIssuer();
    if (issuer == null
        ? server.supportsAuthorizationResponseIssuerParam()
        : !issuer.equals(server.getIssuer())) {
      throw new UnexpectedAnswer("The answer is not from " + server.getIssuer());
    }
    if (!response.indicatesSuccess()) {
      throw OAuthRefusal.of(302, response.toErrorResponse().getErrorObject());
    }
    return response.toSuccessResponse().getAuthorizationCode();
  }

  private static AuthorizationResponse parse(URI redirected) {
    try {
      return AuthorizationResponse.parse(redirected);
    } catch (ParseException e) {
      // Without the cause: its message may quote the code.
      throw new UnexpectedAnswer("Not an authorization response: " + e.getClass().getSimpleName());
    }
  }

  /** Without state and verifier. */
  @Override
  public String toString() {
    return "AuthorizationAttempt[" + request.getClientID() + " at " + server.getIssuer() + "]";
  }
}
