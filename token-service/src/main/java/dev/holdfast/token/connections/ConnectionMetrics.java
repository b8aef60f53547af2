package dev.holdfast.token.connections;

import dev.holdfast.token.connections.ProviderAnswer.Granted;
import dev.holdfast.token.connections.ProviderAnswer.NotAsked;
import dev.holdfast.token.connections.ProviderAnswer.Refused;
import dev.holdfast.token.connections.ProviderAnswer.Unavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Counts {@code holdfast.token.connections.refreshes} and {@code .revocations} by provider and
 * outcome, and by {@code .saved} the callers that got the result of another one's call.
 */
@Singleton
class ConnectionMetrics {

  private static final String GRANTED = "granted";
  private static final String NEEDS_CONSENT = "needs_consent";
  private static final String UNAVAILABLE = "unavailable";
  private static final String NOT_ASKED = "not_asked";
  private static final List<String> OUTCOMES =
      List.of(GRANTED, NEEDS_CONSENT, UNAVAILABLE, NOT_ASKED);

  private final MeterRegistry meters;

  ConnectionMetrics(List<ProviderSettings> providers, MeterRegistry meters) {
    this.meters = meters;
    for (ProviderSettings provider : providers) {
      OUTCOMES.forEach(outcome -> refreshes(provider.name(), outcome));
      savedCalls(provider.name());
    }
  }

  void refreshed(String provider, ProviderAnswer answer) {
    refreshes(provider, name(answer)).increment();
  }

  void saved(String provider) {
    savedCalls(provider).increment();
  }

  void revoked(String provider, String outcome) {
    Counter.builder("holdfast.token.connections.revocations")
        .description("Attempts to revoke a token at the provider it came from")
        .tag("provider", provider)
        .tag("outcome", outcome)
        .register(meters)
        .increment();
  }

  private Counter refreshes(String provider, String outcome) {
    return Counter.builder("holdfast.token.connections.refreshes")
        .description("Refreshes of tokens at providers")
        .tag("provider", provider)
        .tag("outcome", outcome)
        .register(meters);
  }

  private Counter savedCalls(String provider) {
    return Counter.builder("holdfast.token.connections.saved")
        .description("Callers that got the result of another one's call to the provider")
        .tag("provider", provider)
        .register(meters);
  }

  private static String name(ProviderAnswer answer) {
    return switch (answer) {
      case Granted _ -> GRANTED;
      case Refused _ -> NEEDS_CONSENT;
      case Unavailable _ -> UNAVAILABLE;
      case NotAsked _ -> NOT_ASKED;
    };
  }
}
