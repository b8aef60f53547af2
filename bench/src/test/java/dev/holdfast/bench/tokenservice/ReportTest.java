package dev.holdfast.bench.tokenservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.bench.load.Figure;
import dev.holdfast.bench.load.Latencies;
import dev.holdfast.bench.tokenservice.Sweeps.Swept;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReportTest {

  private final Report report = new Report();
  private final Latencies latencies = new Latencies();

  @Test
  void everyFigureStandsInItsColumn() {
    latencies.add(2_000_000);
    latencies.add(30_500_000);
    report.speed(
        "refresh",
        10_000,
        new Figure(
            3_000,
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            300L << 20,
            latencies));
    report.sweep(100, 10_000, new Swept(latencies, 22));
    report.storage("grants", 10_000, new Storage(10_000, 6 << 20, 4 << 20));

    assertThat(report)
        .hasToString(
            """
            |                      | /CPU s | CPU µs | database CPU µs |    /s | p50 ms | p99 ms | RSS MiB |
            |----------------------|-------:|-------:|----------------:|------:|-------:|-------:|--------:|
            | refresh among 10,000 |  1,500 |    667 |             333 | 1,000 |    2.0 |   30.5 |     300 |

            |                           | median ms | slowest ms | statements |
            |---------------------------|----------:|-----------:|-----------:|
            | sweep of 100 among 10,000 |       2.0 |       30.5 |         22 |

            |                     |   rows |  MiB | bytes each |
            |---------------------|-------:|-----:|-----------:|
            | grants among 10,000 | 10,000 | 10.0 |      1,049 |""");
  }
}
