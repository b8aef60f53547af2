package dev.holdfast.token.connections.oauth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.connections.DeviceAnswer;
import dev.holdfast.token.connections.PollAnswer;
import dev.holdfast.token.connections.ProviderAnswer;
import dev.holdfast.token.connections.ProviderAnswer.Granted;
import dev.holdfast.token.connections.ProviderAnswer.Refused;
import dev.holdfast.token.connections.ProviderSettings;
import dev.holdfast.token.connections.ProviderTokens;
import dev.holdfast.token.connections.RevocationAnswer;
import dev.holdfast.token.connections.oauth.Trouble.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a token endpoint answered. */
final class Answers {

  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  /** What a database can hold and nobody will see the end of. */
  private static final Duration LONGEST_LIFETIME = Duration.ofDays(3650);

  /** RFC 6749, section 5.2; RFC 7009, section 2.2.1; RFC 8628, section 3.5; RFC 8707, section 2. */
  private static final Set<String> REGISTERED_ERRORS =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope",
          "unsupported_token_type",
          "authorization_pending",
          "slow_down",
          "access_denied",
          "expired_token",
          "invalid_target");

  /**
   * What other codes say the same as invalid_grant: OpenID Connect Core, section 3.1.2.6; GitHub's
   * and Slack's own.
   */
  private static final Set<String> REFUSED_GRANT =
      Set.of(
          "invalid_grant",
          "interaction_required",
          "login_required",
          "consent_required",
          "bad_refresh_token",
          "invalid_refresh_token",
          "token_revoked");

  private static final long LONGEST_DEVICE_LIFETIME = 86_400;
  private static final long LONGEST_PAUSE = 600;

  private final ProviderSettings settings;

  Answers(ProviderSettings settings) {
    this.settings = settings;
  }

  /** Tokens, or a refusal of the grant. */
  ProviderAnswer read(HTTPResponse response) throws Trouble {
    // Some answer errors with status 200.
    if (json(response).get("error") instanceof String error) {
      return refusal(error);
    }
    return new Granted(granted(response));
  }

  /** What a device's poll brought (RFC 8628, section 3.5). */
  PollAnswer poll(HTTPResponse response) throws Trouble {
    Optional<String> error = error(response);
    if (error.isPresent()) {
      return pollError(error.get());
    }
    return new PollAnswer.Granted(granted(response));
  }

  private PollAnswer pollError(String error) throws Trouble {
    return switch (error) {
      case "authorization_pending" -> new PollAnswer.Pending();
      case "slow_down" -> new PollAnswer.SlowDown();
      case "access_denied" -> new PollAnswer.Denied();
      case "expired_token", "invalid_grant" -> new PollAnswer.Expired();
      default -> throw refusesUs(error);
    };
  }

  private static Optional<String> error(HTTPResponse response) throws Trouble {
    return Optional.ofNullable(json(response).get("error"))
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  /** Codes of a device (RFC 8628, section 3.2). */
  DeviceAnswer device(HTTPResponse response) throws Trouble {
    JSONObject json = json(response);
    if (json.get("error") instanceof String error) {
      throw refusesUs(error);
    }
    try {
      var codes = DeviceAuthorizationSuccessResponse.parse(json);
      return new DeviceAnswer.Started(
          Secret.of(codes.getDeviceCode().getValue()),
          codes.getUserCode().getValue(),
          codes.getVerificationURI(),
          codes.getVerificationURIComplete(),
          Duration.ofSeconds(Math.clamp(codes.getLifetime(), 1, LONGEST_DEVICE_LIFETIME)),
          Duration.ofSeconds(Math.clamp(codes.getInterval(), 1, LONGEST_PAUSE)));
    } catch (ParseException | RuntimeException _) {
      throw new Trouble(Kind.UNREADABLE);
    }
  }

  /** Whether a token is worthless now (RFC 7009, section 2.2). */
  RevocationAnswer revocation(HTTPResponse response) throws Trouble {
    if (response.getStatusCode() == HTTPResponse.SC_OK) {
      return RevocationAnswer.REVOKED;
    }
    if (json(response).get("error") instanceof String error) {
      if (error.equals("unsupported_token_type")) {
        return RevocationAnswer.UNSUPPORTED;
      }
      throw refusesUs(error);
    }
    throw new Trouble(Kind.UNREADABLE);
  }

  private static JSONObject json(HTTPResponse response) throws Trouble {
    try {
      return response.getBodyAsJSONObject();
    } catch (ParseException | RuntimeException _) {
      throw new Trouble(Kind.UNREADABLE);
    }
  }

  /** RFC 6749, section 5.2. Anything else is about us, as far as we know. */
  private ProviderAnswer refusal(String error) throws Trouble {
    if (REFUSED_GRANT.contains(error) || settings.refusedErrors().contains(error)) {
      return new Refused();
    }
    throw refusesUs(error);
  }

  private Trouble refusesUs(String error) {
    // Another text might repeat what was sent, which is secret.
    log.atError()
        .addKeyValue("provider", settings.name())
        .addKeyValue("error", REGISTERED_ERRORS.contains(error) ? error : "unregistered")
        .log("Provider refuses our requests");
    return new Trouble(Kind.REFUSES_US);
  }

  private ProviderTokens granted(HTTPResponse response) throws Trouble {
    if (response.getStatusCode() != HTTPResponse.SC_OK) {
      throw new Trouble(Kind.UNREADABLE);
    }
    JSONObject json = json(response);
    // Some say so what they leave out. Who refused that would lose a token that replaced another.
    json.values().removeIf(value -> value == null || value.equals(""));
    try {
      return tokens(AccessTokenResponse.parse(json).getTokens());
      // An empty token, for one, is an illegal argument.
    } catch (ParseException | RuntimeException _) {
      throw new Trouble(Kind.UNREADABLE);
    }
  }

  private ProviderTokens tokens(Tokens tokens) throws Trouble {
    AccessToken access = tokens.getAccessToken();
    // RFC 6749, section 7.1: a type that is not understood must not be used.
    if (!(access instanceof BearerAccessToken)) {
      throw new Trouble(Kind.UNREADABLE);
    }
    @Nullable RefreshToken refresh = tokens.getRefreshToken();
    @Nullable Scope scope = access.getScope();
    return new ProviderTokens(
        Secret.of(access.getValue()),
        refresh == null ? null : Secret.of(refresh.getValue()),
        lifetime(access.getLifetime()),
        scope == null ? null : Set.copyOf(scope.toStringList()));
  }

  private @Nullable Duration lifetime(long seconds) {
    if (seconds <= 0) {
      return settings.assumedLifetime();
    }
    return seconds < LONGEST_LIFETIME.toSeconds() ? Duration.ofSeconds(seconds) : LONGEST_LIFETIME;
  }
}
