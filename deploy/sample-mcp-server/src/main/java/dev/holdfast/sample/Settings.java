package dev.holdfast.sample;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the environment decides.
 *
 * @param host the address to serve on
 * @param port the port to serve on, 0 for any free one
 * @param allowedHosts what clients may call this server by, beside loopback: host and port
 * @param providerUserinfo where {@code provider_profile} asks for the user, if it may ask at all
 */
record Settings(String host, int port, List<String> allowedHosts, @Nullable URI providerUserinfo) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int DEFAULT_PORT = 9100;

  Settings {
    allowedHosts = List.copyOf(allowedHosts);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("PORT is not a port: " + port);
    }
  }

  /**
   * Reads {@code HOST}, {@code PORT}, {@code ALLOWED_HOSTS} (a list with commas) and {@code
   * PROVIDER_USERINFO_URL}; throws on a value that is none.
   */
  static Settings from(Map<String, String> environment) {
    int port =
        Optional.ofNullable(environment.get("PORT")).map(Integer::parseInt).orElse(DEFAULT_PORT);
    String userinfo = environment.getOrDefault("PROVIDER_USERINFO_URL", "");
    List<String> allowed =
        Stream.of(environment.getOrDefault("ALLOWED_HOSTS", "").split(","))
            .filter(host -> !host.isBlank())
            .toList();
    return new Settings(
        environment.getOrDefault("HOST", LOOPBACK),
        port,
        allowed,
        userinfo.isBlank() ? null : URI.create(userinfo));
  }
}
