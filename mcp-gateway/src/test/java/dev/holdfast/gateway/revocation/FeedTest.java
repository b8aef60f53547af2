package dev.holdfast.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.testsupport.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How stale the news are can be seen, before they become too old to be relied on. */
final class FeedTest {

  private static final RevocationSettings SETTINGS =
      new RevocationSettings(
          Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofSeconds(5), "tokens", "sessions");

  private final MutableClock clock = MutableClock.at(Instant.parse("2026-11-30T10:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Feed feed = new Feed(SETTINGS, meters, clock);

  @Test
  void beforeTheFirstCatchUpItIsTheTimeSinceTheStart() {
    clock.advance(Duration.ofSeconds(40));
    assertThat(staleness()).isEqualTo(40);
  }

  @Test
  void afterwardsItIsTheTimeSinceTheLast() {
    clock.advance(Duration.ofSeconds(40));
    feed.confirm(clock.instant());
    assertThat(staleness()).isZero();
    clock.advance(Duration.ofMillis(2500));
    assertThat(staleness()).isEqualTo(2.5);
  }

  private double staleness() {
    return meters.get("holdfast.gateway.feed.staleness").gauge().value();
  }
}
