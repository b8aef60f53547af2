package dev.holdfast.token.connections.oauth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.token.connections.ProviderAnswer;
import dev.holdfast.token.connections.ProviderAnswer.Granted;
import dev.holdfast.token.connections.ProviderAnswer.Refused;
import dev.holdfast.token.connections.ProviderSettings;
import dev.holdfast.token.connections.ProviderTokens;
import dev.holdfast.token.connections.oauth.Trouble.Kind;
import java.time.Duration;
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

  private final ProviderSettings settings;

  Answers(ProviderSettings settings) {
    this.settings = settings;
  }

  /** Tokens, or a refusal of the grant. */
  ProviderAnswer read(HTTPResponse response) throws Trouble {
    JSONObject json = json(response);
    // Some answer errors with status 200.
    if (json.get("error") instanceof String error) {
      return refusal(error);
    }
    if (response.getStatusCode() != HTTPResponse.SC_OK) {
      throw new Trouble(Kind.UNREADABLE);
    }
    return new Granted(granted(json));
  }

  /** The error code of an answer that holds one. */
  static String error(JSONObject json) {
    return json.get("error") instanceof String error ? error : "";
  }

  static JSONObject json(HTTPResponse response) throws Trouble {
    try {
      return response.getBodyAsJSONObject();
    } catch (ParseException | RuntimeException _) {
      throw new Trouble(Kind.UNREADABLE);
    }
  }

  /** RFC 6749, section 5.2. Anything but invalid_grant is about us, not about the user's grant. */
  private ProviderAnswer refusal(String error) throws Trouble {
    if (OAuth2Error.INVALID_GRANT.getCode().equals(error)) {
      return new Refused();
    }
    throw refusesUs(error);
  }

  Trouble refusesUs(String error) {
    log.atError()
        .addKeyValue("provider", settings.name())
        .addKeyValue("error", error)
        .log("Provider refuses our requests");
    return new Trouble(Kind.REFUSES_US);
  }

  ProviderTokens granted(JSONObject json) throws Trouble {
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
