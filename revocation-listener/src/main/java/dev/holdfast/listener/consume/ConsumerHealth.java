package dev.holdfast.listener.consume;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Readiness needs a running consumer that has had an assignment. */
@Readiness
@Singleton
final class ConsumerHealth implements HealthIndicator {

  private static final String NAME = "identity-consumer";

  private final ConsumerState state;

  ConsumerHealth(ConsumerState state) {
    this.state = state;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(
        state
            .missing()
            .map(
                missing ->
                    HealthResult.builder(NAME, HealthStatus.DOWN)
                        .details(Map.of("missing", missing)))
            .orElseGet(() -> HealthResult.builder(NAME, HealthStatus.UP))
            .build());
  }
}
