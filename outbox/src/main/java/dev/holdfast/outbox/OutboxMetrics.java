package dev.holdfast.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Meters of the outbox. {@code holdfast.outbox.pending} and {@code holdfast.outbox.age} (seconds)
 * show what the last look found, {@code holdfast.outbox.published} counts.
 */
@Singleton
final class OutboxMetrics {

  private final Clock clock;
  private final Counter published;
  private volatile Backlog.Size last = new Backlog.Size(0, Optional.empty());

  OutboxMetrics(MeterRegistry meters, Clock clock) {
    this.clock = clock;
    this.published =
        Counter.builder("holdfast.outbox.published")
            .description("Events that the broker has acknowledged")
            .register(meters);
    Gauge.builder("holdfast.outbox.pending", this, self -> self.last.pending())
        .description("Events that wait to be published, of all replicas; 10000 and more are 10000")
        .register(meters);
    Gauge.builder("holdfast.outbox.age", this, OutboxMetrics::age)
        .description("Age of the oldest event that waits to be published")
        .baseUnit("seconds")
        .register(meters);
  }

  void published(int events) {
    published.increment(events);
  }

  void seen(Backlog.Size size) {
    last = size;
  }

  private double age() {
    return last.oldest()
        .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
        .orElse(0.0);
  }
}
