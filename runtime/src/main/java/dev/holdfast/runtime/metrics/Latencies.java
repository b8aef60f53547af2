package dev.holdfast.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gives the times that people feel a histogram, from which quantiles of all replicas together can
 * be computed. Its buckets are few, because each is a series for each combination of labels; 2 s is
 * among them because sweeps are promised within it.
 */
@Singleton
final class Latencies implements MeterFilter {

  private static final Set<String> NAMES =
      Set.of(
          "holdfast.gateway.tool.calls",
          "holdfast.gateway.upstream",
          "holdfast.listener.sweep.latency",
          "holdfast.token.refresh",
          "holdfast.token.sweep",
          "http.server.requests");

  private static final DistributionStatisticConfig BUCKETS =
      DistributionStatisticConfig.builder()
          .serviceLevelObjectives(
              Stream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2000, 5000, 10_000, 30_000)
                  .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
                  .toArray())
          .build();

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    return NAMES.contains(id.getName()) ? BUCKETS.merge(config) : config;
  }
}
