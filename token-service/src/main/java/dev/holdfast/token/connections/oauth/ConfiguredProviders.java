package dev.holdfast.token.connections.oauth;

import dev.holdfast.token.connections.Provider;
import dev.holdfast.token.connections.ProviderSettings;
import dev.holdfast.token.connections.Providers;
import io.micronaut.context.annotation.Context;
import java.time.Clock;
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
      BreakerSettings breaker,
      Wire wire,
      ProviderMetrics metrics,
      Clock clock) {
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
}
