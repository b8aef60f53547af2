package dev.holdfast.token.connections.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.connections.Provider;
import dev.holdfast.token.connections.ProviderAnswer;
import dev.holdfast.token.connections.ProviderAnswer.Granted;
import dev.holdfast.token.connections.ProviderAnswer.Refused;
import dev.holdfast.token.connections.ProviderAnswer.Unavailable;
import dev.holdfast.token.connections.ProviderSettings;
import dev.holdfast.token.connections.ProviderTokens;
import dev.holdfast.token.connections.ProviderUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A provider that authenticates us with {@code client_secret_basic}. */
final class NimbusProvider implements Provider {

  private static final Logger log = LoggerFactory.getLogger(NimbusProvider.class);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final ProviderSettings settings;
  private final ProviderMetadata metadata;
  private final ProviderMetrics metrics;

  NimbusProvider(ProviderSettings settings, ProviderMetrics metrics) {
    this.settings = settings;
    this.metadata = new ProviderMetadata(settings);
    this.metrics = metrics;
  }

  @Override
  public URI authorizationUri(String state, Secret verifier) {
    return new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(settings.clientId()))
        .endpointURI(metadata.get().getAuthorizationEndpointURI())
        .redirectionURI(settings.redirectUri())
        .scope(new Scope(settings.scopes().toArray(String[]::new)))
        .state(new State(state))
        .codeChallenge(new CodeVerifier(verifier.reveal()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  @Override
  public boolean isAnswerOf(@Nullable String iss) {
    return iss == null
        ? !metadata.get().supportsAuthorizationResponseIssuerParam()
        : iss.equals(settings.issuer().toString());
  }

  @Override
  public ProviderAnswer redeem(Secret code, Secret verifier) {
    return answerTo(
        new AuthorizationCodeGrant(
            new AuthorizationCode(code.reveal()),
            settings.redirectUri(),
            new CodeVerifier(verifier.reveal())));
  }

  @Override
  public ProviderAnswer refresh(Secret refreshToken) {
    return answerTo(new RefreshTokenGrant(new RefreshToken(refreshToken.reveal())));
  }

  private ProviderAnswer answerTo(AuthorizationGrant grant) {
    ProviderAnswer answer = send(grant);
    metrics.count(settings.name(), answer);
    return answer;
  }

  private ProviderAnswer send(AuthorizationGrant grant) {
    try {
      HTTPRequest request = request(grant);
      int millis = Math.toIntExact(settings.timeout().toMillis());
      request.setConnectTimeout(millis);
      request.setReadTimeout(millis);
      HTTPResponse response = request.send();
      int status = response.getStatusCode();
      return status == TOO_MANY_REQUESTS || status >= 500
          ? new Unavailable(retryAfter(response))
          : answer(TokenResponse.parse(response));
    } catch (IOException | ParseException | ProviderUnavailableException e) {
      log.atWarn()
          .addKeyValue("provider", settings.name())
          .addKeyValue("failure", e.getClass().getSimpleName())
          .log("Provider gave no usable answer");
      return new Unavailable(Optional.empty());
    }
  }

  private HTTPRequest request(AuthorizationGrant grant) {
    var authentication =
        new ClientSecretBasic(
            new ClientID(settings.clientId()),
            new com.nimbusds.oauth2.sdk.auth.Secret(settings.clientSecret().reveal()));
    return new TokenRequest.Builder(metadata.get().getTokenEndpointURI(), authentication, grant)
        .build()
        .toHTTPRequest();
  }

  private ProviderAnswer answer(TokenResponse response) {
    if (response.indicatesSuccess()) {
      return new Granted(tokens(response.toSuccessResponse().getTokens()));
    }
    var error = response.toErrorResponse().getErrorObject();
    // RFC 6749, section 5.2. Anything else is about us, not about the user's grant.
    if (OAuth2Error.INVALID_GRANT.getCode().equals(error.getCode())) {
      return new Refused();
    }
    log.atError()
        .addKeyValue("provider", settings.name())
        .addKeyValue("error", error.getCode())
        .log("Provider refuses our token requests");
    return new Unavailable(Optional.empty());
  }

  private static ProviderTokens tokens(Tokens tokens) {
    long lifetime = tokens.getAccessToken().getLifetime();
    @Nullable RefreshToken refresh = tokens.getRefreshToken();
    return new ProviderTokens(
        Secret.of(tokens.getAccessToken().getValue()),
        refresh == null ? null : Secret.of(refresh.getValue()),
        lifetime > 0 ? Duration.ofSeconds(lifetime) : null);
  }

  /** RFC 9110, section 10.2.3, in seconds only; a date is treated as unsaid. */
  private static Optional<Duration> retryAfter(HTTPResponse response) {
    @Nullable String value = response.getHeaderValue("Retry-After");
    if (value == null || !value.matches("\\d{1,9}")) {
      return Optional.empty();
    }
    Duration wait = Duration.ofSeconds(Long.parseLong(value));
    return Optional.of(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
  }
}
