package dev.holdfast.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class MutableClockTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void movesOnlyWhenMoved() {
    var clock = MutableClock.at(START);
    assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());

    clock.advance(Duration.ofMinutes(5));
    assertThat(clock.instant()).isEqualTo("2026-03-01T10:05:00Z");

    clock.set(START.minusSeconds(1));
    assertThat(clock.instant()).isEqualTo("2026-03-01T09:59:59Z");
  }

  @Test
  void viewInAnotherZoneMovesAlong() {
    var clock = MutableClock.at(START);
    var tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));

    clock.advance(Duration.ofHours(1));

    assertThat(tokyo.instant()).isEqualTo("2026-03-01T11:00:00Z");
    assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
  }

  @Test
  void presentIsInWholeMicroseconds() {
    Instant present = MutableClock.atPresent().instant();

    assertThat(present).isEqualTo(present.truncatedTo(ChronoUnit.MICROS));
  }
}
