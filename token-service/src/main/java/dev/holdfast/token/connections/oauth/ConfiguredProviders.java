package dev.holdfast.token.connections.oauth;

import dev.holdfast.token.connections.Provider;
import dev.holdfast.token.connections.ProviderSettings;
import dev.holdfast.token.connections.Providers;
import io.micronaut.context.annotation.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Made while the service starts, so that a provider that lacks a setting stops it there. */
@Context
final class ConfiguredProviders implements Providers {

  private final Map<String, Provider> providers;

  ConfiguredProviders(List<ProviderSettings> settings, ProviderMetrics metrics) {
    this.providers =
        settings.stream()
            .map(each -> Map.entry(each.name(), new NimbusProvider(each, metrics)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public Optional<Provider> named(String name) {
    return Optional.ofNullable(providers.get(name));
  }
}
