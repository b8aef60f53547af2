package dev.holdfast.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Quantiles can be computed of what people feel, and of nothing that nobody asks about. */
final class LatenciesTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  LatenciesTest() {
    meters.config().meterFilter(new Latencies());
  }

  @Test
  void timesThatPeopleFeelHaveBuckets() {
    Timer timer = meters.timer("holdfast.gateway.tool.calls", "server", "plain");
    timer.record(Duration.ofMillis(1900));

    CountAtBucket[] buckets = timer.takeSnapshot().histogramCounts();
    assertThat(buckets).hasSize(12);
    assertThat(Arrays.stream(buckets).filter(one -> one.bucket(TimeUnit.SECONDS) == 2))
        .singleElement()
        .satisfies(promised -> assertThat(promised.count()).isEqualTo(1));
    assertThat(Arrays.stream(buckets).filter(one -> one.bucket(TimeUnit.SECONDS) == 1))
        .singleElement()
        .satisfies(shorter -> assertThat(shorter.count()).isZero());
  }

  @Test
  void otherTimesHaveNone() {
    Timer timer = meters.timer("holdfast.token.keys.unwrap", "technology", "file");
    assertThat(timer.takeSnapshot().histogramCounts()).isEmpty();
  }
}
