package dev.holdfast.authserver.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  private final BackOff backOff =
      new BackOff(3, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofHours(1));

  @Test
  void waitsLongerAndLongerButNeverLongerThanTheLongest() {
    List<Long> waits = new ArrayList<>();
    Optional<Failures> failures = Optional.empty();
    Instant now = START;
    for (int i = 0; i < 40; i++) {
      failures = Optional.of(backOff.oneMore("u", failures, now));
      Instant retryAt = failures.orElseThrow().retryAt();
      waits.add(Duration.between(now, retryAt).toSeconds());
      now = retryAt;
    }

    assertThat(waits.subList(0, 7)).containsExactly(0L, 0L, 0L, 1L, 2L, 4L, 5L);
    assertThat(waits.subList(7, 40)).containsOnly(5L);
  }

  @Test
  void attemptsThatComeTooSoonAreCountedButProlongNothing() {
    Optional<Failures> before = Optional.of(new Failures("u", 9, START, START.plusSeconds(5)));
    Failures after = backOff.oneMore("u", before, START.plusSeconds(4));

    assertThat(after.failures()).isEqualTo(10);
    assertThat(after.retryAt()).isEqualTo(START.plusSeconds(5));
    assertThat(backOff.tooSoon(before, START.plusSeconds(5).minusNanos(1000))).isTrue();
    assertThat(backOff.tooSoon(before, START.plusSeconds(5))).isFalse();
  }

  @Test
  void beginsAnewAfterALongSilence() {
    Optional<Failures> before = Optional.of(new Failures("u", 9, START, START.plusSeconds(5)));

    assertThat(backOff.oneMore("u", before, START.plus(Duration.ofHours(1))).failures()).isOne();
  }

  @Test
  void refusesDelaysThatMakeNoSense() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new BackOff(3, second, Duration.ZERO, second))
        .hasMessageContaining("back-off");
    assertThatThrownBy(() -> new BackOff(3, Duration.ZERO, second, second))
        .hasMessageContaining("back-off");
    assertThatThrownBy(() -> new BackOff(3, second, second, Duration.ZERO))
        .hasMessageContaining("memory");
  }
}
