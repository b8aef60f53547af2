package dev.holdfast.listener.consume;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.SortedMap;

/** Readiness needs running consumers that have had an assignment. */
@Readiness
@Singleton
final class ConsumerHealth extends AbstractHealthIndicator<SortedMap<String, String>> {

  private final ConsumerStates states;

  ConsumerHealth(ConsumerStates states) {
    this.states = states;
  }

  @Override
  protected String getName() {
    return "consumers";
  }

  @Override
  protected SortedMap<String, String> getHealthInformation() {
    SortedMap<String, String> missing = states.missing();
    healthStatus = missing.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN;
    return missing;
  }
}
