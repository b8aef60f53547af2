package dev.holdfast.authserver.limit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose {@code X-Forwarded-For} is believed.
 *
 * @param trusted addresses or networks (CIDR) of our own reverse proxies
 */
@Context
@ConfigurationProperties("holdfast.authserver.proxies")
record ProxySettings(@Nullable List<String> trusted) {

  ProxySettings {
    for (String network : Objects.requireNonNullElse(trusted, List.<String>of())) {
      try {
        Network.parse(network);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "holdfast.authserver.proxies.trusted holds '" + network + "', which is no network", e);
      }
    }
  }

  List<Network> networks() {
    return Objects.requireNonNullElse(trusted, List.<String>of()).stream()
        .map(Network::parse)
        .toList();
  }
}
