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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private final List<String> providers;
  private final ConnectionCounts counts;
  private final Clock clock;
  private final MultiGauge connections;
  private volatile double overdue;
  private volatile double failing;
  private volatile long unrevoked;

  ConnectionGauges(
      List<ProviderSettings> providers,
      ConnectionCounts counts,
      MeterRegistry meters,
      Clock clock) {
    this.providers = providers.stream().map(ProviderSettings::name).toList();
    this.counts = counts;
    this.clock = clock;
    this.connections =
        MultiGauge.builder("holdfast.token.connections")
            .description("Connections with providers")
            .register(meters);
    show(List.of());
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
      show(counts.count());
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

  /** A configured provider with no connection is shown, too; one that is gone only with some. */
  private void show(List<ConnectionCount> counted) {
    Map<Tags, Long> numbers = new LinkedHashMap<>();
    for (String provider : providers) {
      for (ConnectionState state : ConnectionState.values()) {
        numbers.put(tags(provider, state), 0L);
      }
    }
    counted.forEach(
        count -> numbers.put(tags(count.provider(), count.state()), count.connections()));
    List<Row<?>> rows = new ArrayList<>();
    numbers.forEach((tags, number) -> rows.add(Row.of(tags, number)));
    connections.register(rows, true);
  }

  private static Tags tags(String provider, ConnectionState state) {
    return Tags.of("provider", provider, "state", state.name().toLowerCase(Locale.ROOT));
  }
}
