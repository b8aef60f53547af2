package dev.holdfast.token.connections;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how connections stand, the same in every replica: {@code holdfast.token.connections} by
 * provider and state, {@code .overdue} (seconds since the oldest refresh ahead has been due),
 * {@code .failing} (seconds since the connection that fails longest should have been refreshed) and
 * {@code .unrevoked} (ended connections that providers have yet to revoke).
 */
@Singleton
class ConnectionGauges {

  private static final Logger log = LoggerFactory.getLogger(ConnectionGauges.class);

  private final ConnectionCounts counts;
  private final Clock clock;
  private final MultiGauge connections;
  private volatile double overdue;
  private volatile double failing;
  private volatile long unrevoked;

  ConnectionGauges(ConnectionCounts counts, MeterRegistry meters, Clock clock) {
    this.counts = counts;
    this.clock = clock;
    this.connections = MultiGauge.builder("holdfast.token.connections").register(meters);
    Gauge.builder("holdfast.token.connections.overdue", this, self -> self.overdue)
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("holdfast.token.connections.failing", this, self -> self.failing)
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("holdfast.token.connections.unrevoked", this, self -> self.unrevoked)
        .register(meters);
  }

  @Scheduled(initialDelay = "10s", fixedDelay = "1m")
  void look() {
    try {
      List<Row<?>> rows =
          counts.count().stream().map(ConnectionGauges::row).collect(Collectors.toList());
      connections.register(rows, true);
      overdue = counts.oldestDue().map(this::age).orElse(0.0);
      failing = counts.oldestFailing().map(this::age).orElse(0.0);
      unrevoked = counts.waitingForRevocation();
    } catch (DataAccessException e) {
      log.atWarn().setCause(e).log("Connections not counted: the database does not answer");
    }
  }

  private double age(Instant due) {
    return Math.max(0, Duration.between(due, clock.instant()).toMillis() / 1000.0);
  }

  private static Row<?> row(ConnectionCount count) {
    String state = count.state().name().toLowerCase(Locale.ROOT);
    return Row.of(Tags.of("provider", count.provider(), "state", state), count.connections());
  }
}
