package dev.holdfast.token.grants.http;

import dev.holdfast.token.grants.Census;
import dev.holdfast.token.grants.CensusGauges;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Tells in {@code /health} how many people and sessions are active, by the last census: two
 * numbers, and nothing else of what health indicators know. Liveness and readiness stay as they
 * are.
 */
@ServerFilter("/health")
final class CensusInHealth {

  private final CensusGauges gauges;

  CensusInHealth(CensusGauges gauges) {
    this.gauges = gauges;
  }

  @ResponseFilter
  void tell(MutableHttpResponse<?> response) {
    gauges.last().ifPresent(census -> tell(response, census));
  }

  private static void tell(MutableHttpResponse<?> response, Census census) {
    if (response.body() instanceof HealthResult health) {
      response.body(
          HealthResult.builder(health.getName(), health.getStatus())
              .details(new Counts(census.grants(), census.subjects()))
              .build());
    }
  }

  /**
   * What anybody may know.
   *
   * @param sessions grants in use
   * @param users who have one
   */
  @Serdeable
  record Counts(long sessions, long users) {}
}
