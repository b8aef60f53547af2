package dev.holdfast.token.connections.oauth;

import dev.holdfast.token.connections.ProviderAnswer;
import dev.holdfast.token.connections.ProviderAnswer.Granted;
import dev.holdfast.token.connections.ProviderAnswer.Refused;
import dev.holdfast.token.connections.ProviderAnswer.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** Counts {@code holdfast.token.provider.calls} by provider and outcome. */
@Singleton
final class ProviderMetrics {

  private final MeterRegistry meters;

  ProviderMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void count(String provider, ProviderAnswer answer) {
    meters
        .counter("holdfast.token.provider.calls", "provider", provider, "outcome", name(answer))
        .increment();
  }

  private static String name(ProviderAnswer answer) {
    return switch (answer) {
      case Granted _ -> "granted";
      case Refused _ -> "refused";
      case Unavailable _ -> "unavailable";
    };
  }
}
