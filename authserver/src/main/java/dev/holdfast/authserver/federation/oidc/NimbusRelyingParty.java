package dev.holdfast.authserver.federation.oidc;

import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.holdfast.authserver.federation.Failure;
import dev.holdfast.authserver.federation.Handshake;
import dev.holdfast.authserver.federation.LoginProvider;
import dev.holdfast.authserver.federation.Redemption;
import dev.holdfast.authserver.federation.RelyingParty;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Singleton
final class NimbusRelyingParty implements RelyingParty {

  private static final Logger log = LoggerFactory.getLogger(NimbusRelyingParty.class);
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY_REQUESTS = 429;

  private final Discovery discovery;
  private final IdTokenCheck idTokens;
  private final ProviderHttp http;
  private final Issuer issuer;

  NimbusRelyingParty(Discovery discovery, IdTokenCheck idTokens, ProviderHttp http, Issuer issuer) {
    this.discovery = discovery;
    this.idTokens = idTokens;
    this.http = http;
    this.issuer = issuer;
  }

  @Override
  public URI redirectUri(LoginProvider provider) {
    return issuer.at("/login/" + provider.name() + "/callback");
  }

  @Override
  public Optional<URI> authorizationUri(
      LoginProvider provider, Handshake handshake, boolean again) {
    return metadata(provider)
        .map(
            metadata ->
                new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(provider.allScopes().toArray(String[]::new)),
                        new ClientID(provider.clientId()),
                        redirectUri(provider))
                    .endpointURI(metadata.getAuthorizationEndpointURI())
                    .state(new State(handshake.state()))
                    .nonce(new Nonce(handshake.nonce()))
                    .codeChallenge(
                        new CodeVerifier(handshake.verifier().reveal()), CodeChallengeMethod.S256)
                    .prompt(again ? new Prompt(Prompt.Type.LOGIN) : null)
                    .build()
                    .toURI());
  }

  @Override
  public boolean mayAnswer(LoginProvider provider, Optional<String> said) {
    return said.map(value -> value.equals(provider.issuer().toString()))
        .orElseGet(
            () ->
                metadata(provider)
                    .filter(metadata -> !metadata.supportsAuthorizationResponseIssuerParam())
                    .isPresent());
  }

  @Override
  public Redemption redeem(LoginProvider provider, Secret code, Handshake handshake) {
    try {
      Discovered discovered = discovery.of(provider.issuer());
      TokenRequest request = tokenRequest(provider, discovered.metadata(), code, handshake);
      HTTPResponse response = request.toHTTPRequest().send(http);
      int status = response.getStatusCode();
      if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
        return new Redemption.Failed(Failure.UNAVAILABLE, "status " + status);
      }
      var answer = OIDCTokenResponseParser.parse(response);
      if (!answer.indicatesSuccess()) {
        return new Redemption.Failed(Failure.BAD_CODE, "status " + status);
      }
      JWT token = OidcAnswers.idToken(answer.toSuccessResponse());
      var claims = idTokens.check(token, provider, discovered, handshake.nonce());
      return new Redemption.Proved(OidcAnswers.person(provider, claims));
    } catch (IOException e) {
      return failed(Failure.UNAVAILABLE, e);
    } catch (ParseException | BadJOSEException e) {
      return failed(Failure.BAD_TOKEN, e);
    }
  }

  private Optional<OIDCProviderMetadata> metadata(LoginProvider provider) {
    try {
      return Optional.of(discovery.of(provider.issuer()).metadata());
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("provider", provider.name())
          .addKeyValue("failure", reason(e.getCause()))
          .log("Login provider's metadata cannot be had");
      return Optional.empty();
    }
  }

  /**
   * The text of our own failures and the network's; any other may repeat what the provider said.
   */
  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> "unknown";
      case IOException io -> String.valueOf(io.getMessage());
      default -> cause.getClass().getSimpleName();
    };
  }

  private TokenRequest tokenRequest(
      LoginProvider provider, OIDCProviderMetadata metadata, Secret code, Handshake handshake) {
    return new TokenRequest.Builder(
            metadata.getTokenEndpointURI(),
            authentication(provider, metadata),
            new AuthorizationCodeGrant(
                new AuthorizationCode(code.reveal()),
                redirectUri(provider),
                new CodeVerifier(handshake.verifier().reveal())))
        .build();
  }

  /** OpenID Connect Discovery, section 3: {@code client_secret_basic} unless it says otherwise. */
  private static ClientAuthentication authentication(
      LoginProvider provider, OIDCProviderMetadata metadata) {
    var client = new ClientID(provider.clientId());
    var secret = new com.nimbusds.oauth2.sdk.auth.Secret(provider.clientSecret().reveal());
    var methods = Objects.requireNonNullElse(metadata.getTokenEndpointAuthMethods(), List.of());
    boolean onlyPost =
        methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return onlyPost ? new ClientSecretPost(client, secret) : new ClientSecretBasic(client, secret);
  }

  /** The kind of exception only: its text may repeat what the provider said. */
  private static Redemption failed(Failure failure, Exception e) {
    return new Redemption.Failed(failure, e.getClass().getSimpleName());
  }
}
