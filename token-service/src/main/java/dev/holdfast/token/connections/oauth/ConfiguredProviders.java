package dev.holdfast.token.connections.oauth;

import dev.holdfast.token.connections.ConnectionSettings;
import dev.holdfast.token.connections.Provider;
import dev.holdfast.token.connections.ProviderSettings;
import dev.holdfast.token.connections.Providers;
import io.micronaut.context.annotation.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Made while the service starts, so that a provider that lacks a setting stops it there. */
@Context
final class ConfiguredProviders implements Providers {

  private final Map<String, Provider> providers;

  ConfiguredProviders(
      List<ProviderSettings> settings,
      ConnectionSettings connections,
      BreakerSettings breaker,
      Wire wire,
      ProviderMetrics metrics,
      Clock clock) {
    settings.forEach(each -> refuseShort(connections.lease(), each));
    this.providers =
        settings.stream()
            .collect(
                Collectors.toMap(
                    ProviderSettings::name,
                    each -> new NimbusProvider(each, breaker, wire, metrics, clock)));
  }

  @Override
  public Optional<Provider> named(String name) {
    return Optional.ofNullable(providers.get(name));
  }

  /** Whose lease ends while it refreshes is not the only one who redeems the token. */
  private static void refuseShort(Duration lease, ProviderSettings provider) {
    if (lease.compareTo(provider.longestRefresh()) <= 0) {
      throw new IllegalArgumentException(
          "holdfast.token.connections.lease (%s) is not longer than a refresh may take at provider %s (%s, by its timeout)"
              .formatted(lease, provider.name(), provider.longestRefresh()));
    }
  }
}
