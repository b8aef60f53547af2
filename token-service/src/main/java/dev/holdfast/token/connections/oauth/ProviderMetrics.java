package dev.holdfast.token.connections.oauth;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * Counts {@code holdfast.token.provider.calls} by provider, operation and outcome, and tells by
 * {@code holdfast.token.provider.open} whether a provider is left alone.
 */
@Singleton
final class ProviderMetrics {

  private final MeterRegistry meters;

  ProviderMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(String provider, String operation, String outcome) {
    meters
        .counter(
            "holdfast.token.provider.calls",
            "provider",
            provider,
            "operation",
            operation,
            "outcome",
            outcome)
        .increment();
  }

  void count(String provider, String operation, Trouble trouble) {
    count(provider, operation, trouble.kind().name().toLowerCase(Locale.ROOT));
  }

  void watch(String provider, Breaker breaker) {
    meters.gauge(
        "holdfast.token.provider.open",
        Tags.of("provider", provider),
        breaker,
        each -> each.isOpen() ? 1 : 0);
  }
}
