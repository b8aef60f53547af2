package dev.holdfast.local.client;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.local.browser.Browser;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client of one protected resource. It keeps no tokens: who calls it does.
 *
 * @param resource what tokens are for; sent as {@code resource} on every request (RFC 8707)
 * @param server who issues them
 * @param client who asks for them
 * @param clock what expiry counts from
 */
public record OAuthClient(
    ProtectedResource resource,
    AuthorizationServerMetadata server,
    RegisteredClient client,
    Clock clock) {

  /** Discovers everything from an MCP address and registers a new public client there. */
  public static OAuthClient registering(URI mcp, String name, URI redirectUri, Clock clock) {
    ProtectedResource resource = Discovery.resource(mcp, Discovery.challenge(mcp));
    var server = Discovery.server(resource.authorizationServers().getFirst());
    RegisteredClient client =
        Registration.register(server, Registration.nativeClient(name, redirectUri));
    return new OAuthClient(resource, server, client, clock);
  }

  /** Discovers everything from an MCP address for a client that exists already. */
  public static OAuthClient registered(URI mcp, RegisteredClient client, Clock clock) {
    ProtectedResource resource = Discovery.resource(mcp, Discovery.challenge(mcp));
    var server = Discovery.server(resource.authorizationServers().getFirst());
    return new OAuthClient(resource, server, client, clock);
  }

  /** The whole sign-in: authorize, log in, consent, redeem. */
  public Tokens signIn(Browser browser, Person person) {
    AuthorizationAttempt attempt = attempt();
    URI redirected = person.walk(browser, attempt.uri(), client.redirectUri());
    return redeem(attempt, attempt.code(redirected));
  }

  /** A fresh authorization request for everything the resource asks for. */
  public AuthorizationAttempt attempt() {
    return AuthorizationAttempt.begin(server, client, resource.uri(), resource.scope());
  }

  /**
   * Redeems a code (RFC 6749 section 4.1.3).
   *
   * @throws OAuthRefusal if the server refuses it
   */
  public Tokens redeem(AuthorizationAttempt attempt, AuthorizationCode code) {
    return tokens(new AuthorizationCodeGrant(code, client.redirectUri(), attempt.verifier()));
  }

  /**
   * Refreshes (RFC 6749 section 6). The answer's refresh token replaces the given one; if the
   * server gave none, the given one stays in use.
   *
   * @throws OAuthRefusal if the server refuses it
   */
  public Tokens refresh(Secret refreshToken) {
    Tokens tokens = tokens(new RefreshTokenGrant(new RefreshToken(refreshToken.reveal())));
    return tokens.refreshToken() == null
        ? new Tokens(tokens.accessToken(), refreshToken, tokens.expiresAt())
        : tokens;
  }

  private Tokens tokens(AuthorizationGrant grant) {
    HTTPResponse answer = Wire.send(request(grant).toHTTPRequest());
    try {
      TokenResponse response = TokenResponse.parse(answer);
      if (!response.indicatesSuccess()) {
        throw OAuthRefusal.of(answer.getStatusCode(), response.toErrorResponse().getErrorObject());
      }
      var pair = response.toSuccessResponse().getTokens();
      return tokens(pair.getAccessToken(), pair.getRefreshToken());
    } catch (ParseException e) {
      // Without the cause: its message may quote the answer.
      throw new UnexpectedAnswer("Broken answer from " + server.getTokenEndpointURI());
    }
  }

  private TokenRequest request(AuthorizationGrant grant) {
    URI endpoint = server.getTokenEndpointURI();
    Secret secret = client.secret();
    TokenRequest.Builder builder =
        secret == null
            ? new TokenRequest.Builder(endpoint, client.id(), grant)
            : new TokenRequest.Builder(endpoint, basic(secret), grant);
    return builder.resource(resource.uri()).build();
  }

  private ClientSecretBasic basic(Secret secret) {
    return new ClientSecretBasic(
        client.id(), new com.nimbusds.oauth2.sdk.auth.Secret(secret.reveal()));
  }

  private Tokens tokens(AccessToken access, @Nullable RefreshToken refresh) {
    return new Tokens(
        Secret.of(access.getValue()),
        refresh == null ? null : Secret.of(refresh.getValue()),
        clock.instant().truncatedTo(ChronoUnit.MICROS).plusSeconds(access.getLifetime()));
  }
}
