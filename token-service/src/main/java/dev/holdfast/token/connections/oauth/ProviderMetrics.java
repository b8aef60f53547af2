package dev.holdfast.token.connections.oauth;

import dev.holdfast.token.connections.ProviderAnswer;
import dev.holdfast.token.connections.ProviderAnswer.Granted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Counts {@code holdfast.token.provider.calls} by provider, operation and outcome, and tells by
 * {@code holdfast.token.provider.open} whether a provider is left alone.
 */
@Singleton
final class ProviderMetrics {

  private static final String GRANTED = "granted";
  private static final String REFUSED = "refused";

  private final MeterRegistry meters;

  ProviderMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void answered(String provider, String operation, ProviderAnswer answer) {
    calls(provider, operation, answer instanceof Granted ? GRANTED : REFUSED).increment();
  }

  void failed(String provider, String operation, Trouble trouble) {
    calls(provider, operation, name(trouble.kind())).increment();
  }

  /**
   * Shows a provider from its first moment on.
   *
   * @param operations those that are counted whatever comes out
   */
  void watch(String provider, Breaker breaker, List<String> operations) {
    Gauge.builder("holdfast.token.provider.open", breaker, each -> each.isOpen() ? 1 : 0)
        .description("1 while this replica leaves the provider alone")
        .tag("provider", provider)
        .register(meters);
    for (String operation : operations) {
      Stream.concat(
              Stream.of(GRANTED, REFUSED),
              Arrays.stream(Trouble.Kind.values()).map(ProviderMetrics::name))
          .forEach(outcome -> calls(provider, operation, outcome));
    }
  }

  private Counter calls(String provider, String operation, String outcome) {
    return Counter.builder("holdfast.token.provider.calls")
        .description("Calls to providers")
        .tag("provider", provider)
        .tag("operation", operation)
        .tag("outcome", outcome)
        .register(meters);
  }

  private static String name(Trouble.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
