package dev.holdfast.token.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.contracts.revocation.RevocationResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SweepMetricsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SweepMetrics metrics = new SweepMetrics(meters);

  @Test
  void everyMeterIsThereFromTheStart() {
    for (String kind : new String[] {"subject", "client", "session"}) {
      for (String outcome : new String[] {"applied", "repeated", "failed"}) {
        assertThat(times(kind, outcome)).isZero();
      }
      assertThat(grants(kind, "revoked")).isZero();
      assertThat(grants(kind, "spared")).isZero();
    }
  }

  @Test
  void grantsAreCountedOnceHoweverOftenTheEventComes() {
    var answer =
        new RevocationResult(
            new TreeMap<>(Map.of("console", 2, "portal", 1)), new TreeMap<>(Map.of("mcp", 4)));

    assertThat(metrics.timed(SweepKind.SESSION, () -> Applied.now(answer))).isEqualTo(answer);
    assertThat(metrics.timed(SweepKind.SESSION, () -> Applied.before(answer))).isEqualTo(answer);

    assertThat(times("session", "applied")).isEqualTo(1);
    assertThat(times("session", "repeated")).isEqualTo(1);
    assertThat(grants("session", "revoked")).isEqualTo(3);
    assertThat(grants("session", "spared")).isEqualTo(4);
    assertThat(grants("subject", "revoked")).isZero();
  }

  @Test
  void noAnswerIsAFailure() {
    assertThatThrownBy(
            () ->
                metrics.timed(
                    SweepKind.SUBJECT,
                    () -> {
                      throw new IllegalStateException("no database");
                    }))
        .hasMessage("no database");
    assertThat(times("subject", "failed")).isEqualTo(1);
  }

  private long times(String kind, String outcome) {
    return meters
        .get("holdfast.token.sweep")
        .tag("kind", kind)
        .tag("outcome", outcome)
        .timer()
        .count();
  }

  private double grants(String kind, String outcome) {
    return meters
        .get("holdfast.token.sweep.grants")
        .tag("kind", kind)
        .tag("outcome", outcome)
        .counter()
        .count();
  }
}
