package dev.holdfast.gateway.revocation;

import dev.holdfast.bearer.VerifiedToken;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Subjects of whom there are news that could not be read. Whatever they were, a token of theirs is
 * asked about for as long as it could have been meant.
 */
@Singleton
public final class Doubts {

  private final RevocationSettings settings;
  private final Clock clock;
  private final Map<String, Instant> until = new ConcurrentHashMap<>();

  Doubts(RevocationSettings settings, MeterRegistry metrics, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    metrics.gauge("holdfast.gateway.revocation.doubts", until, Map::size);
  }

  /**
   * There was something to learn of a subject.
   *
   * @param subject its key
   * @param published when
   */
  public void raise(String subject, Instant published) {
    until.merge(
        subject,
        published.plus(settings.memory()),
        (known, told) -> told.isAfter(known) ? told : known);
  }

  /** Drops what needs no memory any more. */
  public void forgetExpired() {
    Instant now = clock.instant();
    until.values().removeIf(end -> !now.isBefore(end));
  }

  boolean concern(VerifiedToken token) {
    return !until.isEmpty() && until.containsKey(token.subject().key());
  }
}
