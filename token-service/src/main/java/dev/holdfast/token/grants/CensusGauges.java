package dev.holdfast.token.grants;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Shows {@code holdfast.token.grants.active} and {@code holdfast.token.subjects.active}: counts,
 * and nothing that could be a person. Each replica counts for itself; they agree, so take the
 * maximum.
 */
@Singleton
class CensusGauges {

  private final GrantStore grants;
  private final Clock clock;
  private volatile Census last = new Census(0, 0);

  CensusGauges(GrantStore grants, MeterRegistry meters, Clock clock) {
    this.grants = grants;
    this.clock = clock;
    meters.gauge("holdfast.token.grants.active", this, gauges -> gauges.last.grants());
    meters.gauge("holdfast.token.subjects.active", this, gauges -> gauges.last.subjects());
  }

  @Scheduled(
      fixedDelay = "${holdfast.token.census.every:5m}",
      initialDelay = "${holdfast.token.census.first:1s}")
  void count() {
    last = grants.census(clock.instant());
  }
}
