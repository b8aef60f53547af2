package dev.holdfast.listener.consume;

import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.listener.policy.Decision;
import io.micrometer.core.instrument.MeterRegistry;
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
  }

  void applied(IdentityEvent cause, Decision.Order order, RevocationResult result) {
    String reason = order.reason();
    meters
        .counter("holdfast.listener.swept", "reason", reason)
        .increment(result.revoked().values().stream().mapToInt(Integer::intValue).sum());
    meters
        .timer("holdfast.listener.sweep.latency", "reason", reason)
        .record(Duration.between(cause.header().time(), clock.instant()));
  }
}
