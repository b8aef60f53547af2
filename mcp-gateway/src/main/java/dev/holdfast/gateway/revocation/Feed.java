package dev.holdfast.gateway.revocation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How current our news of ended grants and changed rights are: everything published up to {@link
 * #confirmed} has been read. Written by the one follower, read by all requests. {@code
 * holdfast.gateway.feed.staleness} (seconds) is how long ago that was, before the first catch-up
 * since the start.
 */
@Singleton
public final class Feed {

  private final RevocationSettings settings;
  private final Clock clock;
  private final Instant begun;
  private volatile @Nullable Instant confirmed;

  Feed(RevocationSettings settings, MeterRegistry metrics, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.begun = clock.instant();
    Gauge.builder("holdfast.gateway.feed.staleness", this, Feed::staleness)
        .description("How long ago everything published by then had been read")
        .baseUnit("seconds")
        .register(metrics);
  }

  /** Everything published before {@code instant} has been read. */
  public void confirm(Instant instant) {
    confirmed = instant;
  }

  /** Up to when everything has been read; empty until the first catch-up. */
  public Optional<Instant> confirmed() {
    return Optional.ofNullable(confirmed);
  }

  /** Whether the news are recent enough to be relied on. */
  boolean isFresh() {
    Instant last = confirmed;
    return last != null && clock.instant().isBefore(last.plus(settings.maxStaleness()));
  }

  private double staleness() {
    Instant since = confirmed().orElse(begun);
    return Duration.between(since, clock.instant()).toMillis() / 1000.0;
  }
}
