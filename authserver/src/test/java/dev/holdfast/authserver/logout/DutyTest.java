package dev.holdfast.authserver.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DutyTest {

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 4", "3, 8", "9, 512", "10, 600", "1000, 600"})
  void pausesTwiceAsLongEachTimeUpToALimit(int attempt, int seconds) {
    assertThat(Duty.pause(attempt, Duration.ofMinutes(10))).isEqualTo(Duration.ofSeconds(seconds));
  }
}
