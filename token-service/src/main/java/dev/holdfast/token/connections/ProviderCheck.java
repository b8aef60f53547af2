package dev.holdfast.token.connections;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses settings of a provider that cannot work; every message begins with the setting. */
record ProviderCheck(String provider) {

  /** Ours to say: a configured value would break the protocol or its protection. */
  private static final Set<String> OURS =
      Set.of(
          "response_type",
          "client_id",
          "client_secret",
          "client_assertion",
          "client_assertion_type",
          "redirect_uri",
          "scope",
          "state",
          "resource",
          "code",
          "code_challenge",
          "code_challenge_method",
          "code_verifier",
          "grant_type",
          "refresh_token",
          "device_code");

  ProviderCheck notBlank(String setting, String value) {
    return when(value.isBlank(), setting, "is blank");
  }

  ProviderCheck either(String setting, @Nullable URI issuer, @Nullable URI one, @Nullable URI two) {
    return when(
        issuer == null && (one == null || two == null),
        setting,
        "is missing, and authorization-endpoint and token-endpoint are not both given");
  }

  ProviderCheck address(String setting, @Nullable URI uri) {
    boolean bad =
        uri != null
            && (!("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                || uri.getHost() == null
                || uri.getRawFragment() != null);
    return when(bad, setting, "is not an http address without fragment");
  }

  ProviderCheck given(String setting, @Nullable Object value, boolean needed) {
    return when(needed && value == null, setting, "is missing for the authentication method");
  }

  ProviderCheck free(String setting, @Nullable Map<String, String> parameters) {
    if (parameters != null) {
      parameters.keySet().stream()
          .filter(OURS::contains)
          .findFirst()
          .ifPresent(name -> when(true, setting + '.' + name, "is not to be configured"));
    }
    return this;
  }

  /** RFC 8707, section 2: absolute, without fragment. */
  ProviderCheck resources(List<URI> resources) {
    boolean bad =
        resources.stream().anyMatch(uri -> !uri.isAbsolute() || uri.getRawFragment() != null);
    return when(bad, "resources", "holds one that is not absolute or has a fragment");
  }

  ProviderCheck positive(String setting, @Nullable Duration duration) {
    return when(duration != null && !duration.isPositive(), setting, "is not positive");
  }

  ProviderCheck positive(String setting, int number) {
    return when(number <= 0, setting, "is not positive");
  }

  private ProviderCheck when(boolean bad, String setting, String why) {
    if (bad) {
      throw new IllegalArgumentException(
          "holdfast.token.providers." + provider + '.' + setting + ' ' + why);
    }
    return this;
  }
}
