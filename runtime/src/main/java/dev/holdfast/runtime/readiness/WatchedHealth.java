package dev.holdfast.runtime.readiness;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.management.endpoint.health.HealthLevelOfDetail;
import io.micronaut.management.health.aggregator.HealthAggregator;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Arrays;
import org.reactivestreams.Publisher;

/** Lets {@link Dependencies} see what every health check finds, whoever asked for it. */
@Singleton
final class WatchedHealth implements BeanCreatedEventListener<HealthAggregator<HealthResult>> {

  private final Provider<Dependencies> dependencies;

  WatchedHealth(Provider<Dependencies> dependencies) {
    this.dependencies = dependencies;
  }

  @Override
  public HealthAggregator<HealthResult> onCreated(
      BeanCreatedEvent<HealthAggregator<HealthResult>> event) {
    return new Watching(event.getBean(), dependencies.get());
  }

  private record Watching(HealthAggregator<HealthResult> all, Dependencies dependencies)
      implements HealthAggregator<HealthResult> {

    @Override
    public Publisher<HealthResult> aggregate(
        HealthIndicator[] indicators, HealthLevelOfDetail detail) {
      HealthIndicator[] watched =
          Arrays.stream(indicators).map(this::watched).toArray(HealthIndicator[]::new);
      return all.aggregate(watched, detail);
    }

    @Override
    public Publisher<HealthResult> aggregate(String name, Publisher<HealthResult> results) {
      return all.aggregate(name, results);
    }

    private HealthIndicator watched(HealthIndicator indicator) {
      return () ->
          Publishers.map(
              indicator.getResult(),
              result -> {
                dependencies.saw(result);
                return result;
              });
    }
  }
}
