package dev.holdfast.token.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.token.grants.RefreshOutcome.Reason;
import dev.holdfast.token.grants.RefreshOutcome.Refused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

final class GrantMetricsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final GrantMetrics metrics = new GrantMetrics(meters);

  @Test
  void everyOutcomeIsThereFromTheStart() {
    for (String outcome :
        new String[] {
          "rotated",
          "replayed",
          "kept",
          "failed",
          "refused-unknown",
          "refused-other-client",
          "refused-ended",
          "refused-expired",
          "refused-reused",
          "refused-scope",
          "refused-resource"
        }) {
      assertThat(count(outcome)).isZero();
    }
  }

  @Test
  void anAnswerIsTimedByWhatItSays() {
    Refused answer = new Refused(Reason.OTHER_CLIENT);
    assertThat(metrics.timed(() -> answer)).isEqualTo(answer);
    assertThat(count("refused-other-client")).isEqualTo(1);
  }

  @Test
  void noAnswerIsAFailure() {
    assertThatThrownBy(
            () ->
                metrics.timed(
                    () -> {
                      throw new IllegalStateException("no database");
                    }))
        .hasMessage("no database");
    assertThat(count("failed")).isEqualTo(1);
  }

  private long count(String outcome) {
    return meters.get("holdfast.token.refresh").tag("outcome", outcome).timer().count();
  }
}
