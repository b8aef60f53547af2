package dev.holdfast.token.connections;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The same provider, configured in all the ways that it can be spoken to. */
final class ProviderSorts {

  private ProviderSorts() {}

  /**
   * Settings of providers by name.
   *
   * @param stub the provider behind all of them
   * @param key a file with the private key of {@code jwt}
   */
  static Map<String, Object> of(StubProvider stub, Path key) {
    Map<String, Object> settings = new HashMap<>(stub.settings());
    settings.putAll(stub.settings("post", Map.of("authentication-method", "client_secret_post")));
    settings.putAll(
        stub.settings(
            "jwt",
            Map.of(
                "authentication-method", "private_key_jwt", "private-key-file", key.toString())));
    settings.putAll(stub.settings("public", Map.of("authentication-method", "none")));
    settings.putAll(
        stub.settings(
            "more",
            Map.of(
                "resources", "https://api.example/",
                "authorization-parameters.access_type", "offline",
                "authorization-parameters.prompt", "consent",
                "token-parameters.audience", "https://api.example/",
                "assumed-lifetime", "1h",
                "refused-errors", "gone_for_good")));
    settings.putAll(
        stub.settings(
            "explicit",
            Map.of(
                "authorization-endpoint",
                "https://a.example/auth?x=1",
                "token-endpoint",
                stub.issuer() + "/token")));
    settings.remove("holdfast.token.providers.explicit.issuer");
    return settings;
  }
}
