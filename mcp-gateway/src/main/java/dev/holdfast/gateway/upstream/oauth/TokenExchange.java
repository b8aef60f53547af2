package dev.holdfast.gateway.upstream.oauth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import dev.holdfast.bearer.ServiceTokenUnavailableException;
import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.contracts.secret.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a token endpoint for a token that one server takes, in exchange for a caller's (RFC 8693).
 */
final class TokenExchange {

  private static final Logger log = LoggerFactory.getLogger(TokenExchange.class);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration UNTOLD = Duration.ofMinutes(1);

  // What another token of the caller's may change; all other errors are about the gateway.
  private static final Set<String> CALLERS =
      Set.of(
          "invalid_request",
          "invalid_grant",
          "invalid_scope",
          "access_denied",
          "consent_required",
          "interaction_required",
          "login_required");

  // Only registered codes are logged: anything else may repeat what was sent.
  private static final Set<String> CODES =
      Set.of(
          "invalid_client",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_target",
          "server_error",
          "temporarily_unavailable");

  private final ExchangeSettings settings;
  private final TokenEndpoint endpoint;
  private final MeterRegistry metrics;

  TokenExchange(ExchangeSettings settings, TokenEndpoint endpoint, MeterRegistry metrics) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.metrics = metrics;
  }

  Exchanged ask(VerifiedToken token) {
    Timer.Sample time = Timer.start(metrics);
    Exchanged exchanged = answer(token);
    time.stop(
        metrics.timer(
            "holdfast.gateway.exchange", "server", settings.name(), "outcome", outcome(exchanged)));
    return exchanged;
  }

  private Exchanged answer(VerifiedToken token) {
    try {
      HTTPResponse response = endpoint.send(request(token));
      TokenResponse parsed = TokenResponse.parse(response);
      return parsed instanceof AccessTokenResponse granted
          ? granted(granted)
          : refused(parsed.toErrorResponse().getErrorObject().getCode(), response);
    } catch (IOException | ParseException | ServiceTokenUnavailableException e) {
      return unavailable(e.getClass().getSimpleName(), SOON);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Exchanged.Unavailable(SOON);
    }
  }

  private TokenRequest request(VerifiedToken token) throws IOException {
    Secret text =
        token.text().orElseThrow(() -> new IllegalStateException("the token's text is gone"));
    TokenEndpoint.Client client = endpoint.client();
    var request =
        new TokenRequest.Builder(
            endpoint.address(),
            new ClientSecretBasic(
                new ClientID(client.id()),
                new com.nimbusds.oauth2.sdk.auth.Secret(client.secret().reveal())),
            grant(text));
    if (settings.exchangeResource() != null) {
      request.resource(settings.exchangeResource());
    }
    if (!settings.exchangeScopes().isEmpty()) {
      request.scope(new Scope(settings.exchangeScopes().toArray(String[]::new)));
    }
    return request.build();
  }

  private TokenExchangeGrant grant(Secret subject) {
    List<Audience> audience =
        Stream.ofNullable(settings.exchangeAudience()).map(Audience::new).toList();
    AccessToken actor =
        endpoint.actor().map(own -> new BearerAccessToken(own.reveal())).orElse(null);
    return new TokenExchangeGrant(
        new BearerAccessToken(subject.reveal()),
        TokenTypeURI.ACCESS_TOKEN,
        actor,
        actor == null ? null : TokenTypeURI.ACCESS_TOKEN,
        TokenTypeURI.ACCESS_TOKEN,
        audience);
  }

  // RFC 8693, section 2.2.1
  private Exchanged granted(AccessTokenResponse response) {
    AccessToken token = response.getTokens().getAccessToken();
    if (!AccessTokenType.BEARER.equals(token.getType())) {
      return unavailable("token-type", SOON);
    }
    // A token of which nobody says how long it lives is asked for again soon.
    Duration life = token.getLifetime() > 0 ? Duration.ofSeconds(token.getLifetime()) : UNTOLD;
    return new Exchanged.Granted(Secret.of(token.getValue()), life);
  }

  private Exchanged refused(String code, HTTPResponse response) {
    if (response.getStatusCode() < 500
        && response.getStatusCode() != 429
        && CALLERS.contains(code)) {
      log.atInfo()
          .addKeyValue("server", settings.name())
          .addKeyValue("error", code)
          .log("Token not exchanged");
      return new Exchanged.Refused();
    }
    return unavailable(CODES.contains(code) ? code : "error", RetryAfter.of(response).orElse(SOON));
  }

  private Exchanged unavailable(String cause, Duration wait) {
    log.atWarn()
        .addKeyValue("server", settings.name())
        .addKeyValue("cause", cause)
        .log("Token endpoint of the exchange is of no use");
    return new Exchanged.Unavailable(wait);
  }

  private static String outcome(Exchanged exchanged) {
    return switch (exchanged) {
      case Exchanged.Granted _ -> "granted";
      case Exchanged.Refused _ -> "refused";
      case Exchanged.Unavailable _ -> "unavailable";
    };
  }
}
