package dev.holdfast.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FigureTest {

  private final Figure figure =
      new Figure(
          3000,
          Duration.ofMillis(1500),
          Duration.ofMillis(600),
          Duration.ofSeconds(2),
          300L * 1024 * 1024,
          latencies());

  @Test
  void operationsAreDividedByTheServersCpuTimeNotByTheClock() {
    assertThat(figure.perCpuSecond()).isEqualTo(2000);
    assertThat(figure.perSecond()).isEqualTo(1500);
  }

  @Test
  void anOperationCostsItsShareOfServerAndDatabase() {
    assertThat(figure.cpuMicros()).isEqualTo(500);
    assertThat(figure.databaseMicros()).isEqualTo(200);
  }

  @Test
  void memoryIsToldInMebibytes() {
    assertThat(figure.residentMebibytes()).isEqualTo(300);
  }

  @Test
  void latenciesAreToldInMilliseconds() {
    assertThat(figure.millis(50)).isEqualTo(50);
    assertThat(figure.millis(99)).isEqualTo(99);
  }

  @Test
  void aProcessIsSeenToSpendTimeAndMemory() {
    var self = new Processes(List.of(ProcessHandle.current().pid()));

    assertThat(self.cpu()).isPositive();
    assertThat(self.resident()).isGreaterThan(1024 * 1024);
  }

  private static Latencies latencies() {
    var latencies = new Latencies();
    IntStream.rangeClosed(1, 100).forEach(millis -> latencies.add(millis * 1_000_000L));
    return latencies;
  }
}
