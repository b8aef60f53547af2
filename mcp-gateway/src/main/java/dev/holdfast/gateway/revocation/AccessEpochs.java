package dev.holdfast.gateway.revocation;

import dev.holdfast.bearer.VerifiedToken;
import dev.holdfast.contracts.identity.SubjectId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest access epochs of subjects whose rights changed lately: their older tokens are refused,
 * with a grant or without. Those whose older tokens have all expired are forgotten.
 */
@Singleton
public final class AccessEpochs {

  private final RevocationSettings settings;
  private final OpenStreams streams;
  private final Clock clock;
  private final Map<SubjectId, Instant> newest = new ConcurrentHashMap<>();

  AccessEpochs(RevocationSettings settings, OpenStreams streams, Clock clock) {
    this.settings = settings;
    this.streams = streams;
    this.clock = clock;
  }

  /** From now on the subject's tokens older than {@code epoch} are refused, their streams cut. */
  public void raise(SubjectId subject, Instant epoch) {
    newest.merge(subject, epoch, (known, told) -> told.isAfter(known) ? told : known);
    streams.cut(subject, epoch);
  }

  /** Drops what needs no memory any more. */
  public void forgetExpired() {
    Instant now = clock.instant();
    newest.values().removeIf(epoch -> !now.isBefore(epoch.plus(settings.memory())));
  }

  boolean refuse(VerifiedToken token) {
    Instant epoch = newest.get(token.subject());
    return epoch != null && token.isOlderThan(epoch);
  }
}
