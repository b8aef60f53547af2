package dev.holdfast.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void aPercentileIsAnOperationThatWasMeasured() {
    LongStream.of(30, 10, 20).forEach(latencies::add);

    assertThat(latencies.percentile(50)).isEqualTo(Duration.ofNanos(20));
    assertThat(latencies.percentile(99)).isEqualTo(Duration.ofNanos(30));
    assertThat(latencies.percentile(0)).isEqualTo(Duration.ofNanos(10));
  }

  @Test
  void oneSlowOperationInAHundredIsNotTheNinetyNinth() {
    LongStream.rangeClosed(1, 99).forEach(latencies::add);
    latencies.add(1_000_000);

    assertThat(latencies.percentile(99)).isEqualTo(Duration.ofNanos(99));
    assertThat(latencies.percentile(100)).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void whatWasWarmUpIsForgotten() {
    latencies.add(5);
    latencies.clear();

    assertThatThrownBy(() -> latencies.percentile(50)).isInstanceOf(IllegalStateException.class);
    latencies.add(7);
    assertThat(latencies.percentile(50)).isEqualTo(Duration.ofNanos(7));
  }

  @Test
  void noOperationOfAnyThreadIsLost() throws InterruptedException {
    List<Thread> threads =
        IntStream.range(0, 8).mapToObj(_ -> Thread.startVirtualThread(this::addMany)).toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(latencies.count()).isEqualTo(40_000);
  }

  private void addMany() {
    LongStream.range(0, 5_000).forEach(latencies::add);
  }
}
