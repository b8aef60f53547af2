package dev.holdfast.token.connections;

import dev.holdfast.token.connections.ProviderAnswer.Granted;
import dev.holdfast.token.connections.ProviderAnswer.NotAsked;
import dev.holdfast.token.connections.ProviderAnswer.Refused;
import dev.holdfast.token.connections.ProviderAnswer.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/**
 * Counts {@code holdfast.token.connections.refreshes} and {@code .revocations} by provider and
 * outcome, and by {@code .saved} the callers that got the result of another one's call.
 */
@Singleton
class ConnectionMetrics {

  private final MeterRegistry meters;

  ConnectionMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void refreshed(String provider, ProviderAnswer answer) {
    meters
        .counter(
            "holdfast.token.connections.refreshes", "provider", provider, "outcome", name(answer))
        .increment();
  }

  void saved(String provider) {
    meters.counter("holdfast.token.connections.saved", "provider", provider).increment();
  }

  void revoked(String provider, String outcome) {
    meters
        .counter("holdfast.token.connections.revocations", "provider", provider, "outcome", outcome)
        .increment();
  }

  private static String name(ProviderAnswer answer) {
    return switch (answer) {
      case Granted _ -> "granted";
      case Refused _ -> "needs_consent";
      case Unavailable _ -> "unavailable";
      case NotAsked _ -> "not_asked";
    };
  }
}
