package dev.holdfast.listener.clients;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.SortedMap;

/** Readiness needs every client of the policy registered. */
@Readiness
@Singleton
final class PolicyClientsHealth extends AbstractHealthIndicator<SortedMap<String, Registration>> {

  private final PolicyClients clients;

  PolicyClientsHealth(PolicyClients clients) {
    this.clients = clients;
  }

  @Override
  protected String getName() {
    return "policy-clients";
  }

  @Override
  protected SortedMap<String, Registration> getHealthInformation() {
    SortedMap<String, Registration> missing = clients.missing();
    healthStatus = missing.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN;
    return missing;
  }
}
