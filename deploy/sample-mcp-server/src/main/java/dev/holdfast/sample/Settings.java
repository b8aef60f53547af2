package dev.holdfast.sample;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the environment decides.
 *
 * @param port the loopback port to serve on, 0 for any free one
 * @param providerUserinfo where {@code provider_profile} asks for the user, if it may ask at all
 */
record Settings(int port, @Nullable URI providerUserinfo) {
  private static final int DEFAULT_PORT = 9100;

  Settings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("PORT is not a port: " + port);
    }
  }

  /** Reads {@code PORT} and {@code PROVIDER_USERINFO_URL}; throws on a value that is neither. */
  static Settings from(Map<String, String> environment) {
    int port =
        Optional.ofNullable(environment.get("PORT")).map(Integer::parseInt).orElse(DEFAULT_PORT);
    String userinfo = environment.getOrDefault("PROVIDER_USERINFO_URL", "");
    return new Settings(port, userinfo.isBlank() ? null : URI.create(userinfo));
  }
}
