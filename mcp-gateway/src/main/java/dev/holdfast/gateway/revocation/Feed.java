package dev.holdfast.gateway.revocation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How current our news of ended grants and changed rights are: everything published up to {@link
 * #confirmed} has been read. Written by the one follower, read by all requests.
 */
@Singleton
public final class Feed {

  private final RevocationSettings settings;
  private final Clock clock;
  private volatile @Nullable Instant confirmed;

  Feed(RevocationSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
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
}
