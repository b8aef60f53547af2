package dev.holdfast.listener.consume;

import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.listener.policy.Decision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * {@code holdfast.listener.swept}: grants ended, by reason; {@code
 * holdfast.listener.sweep.latency}: from the event's own instant to the effect, by reason.
 */
@Singleton
final class SweepMeters {

  private final MeterRegistry meters;
  private final Clock clock;

  SweepMeters(MeterRegistry meters, Clock clock) {
    this.meters = meters;
    this.clock = clock;
    Decision.Order.REASONS.forEach(
        reason -> {
          swept(reason);
          latency(reason);
        });
  }

  void applied(IdentityEvent cause, Decision.Order order, RevocationResult result) {
    String reason = order.reason();
    swept(reason).increment(result.revoked().values().stream().mapToInt(Integer::intValue).sum());
    latency(reason).record(Duration.between(cause.header().time(), clock.instant()));
  }

  private Counter swept(String reason) {
    return Counter.builder("holdfast.listener.swept")
        .description("Grants ended")
        .tag("reason", reason)
        .register(meters);
  }

  private Timer latency(String reason) {
    return Timer.builder("holdfast.listener.sweep.latency")
        .description("From an event's own instant to its effect")
        .tag("reason", reason)
        .register(meters);
  }
}
