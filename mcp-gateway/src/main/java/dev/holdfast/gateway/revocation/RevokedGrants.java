package dev.holdfast.gateway.revocation;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Grants that ended lately. Those whose tokens have all expired are forgotten. */
@Singleton
public final class RevokedGrants {

  private final RevocationSettings settings;
  private final OpenStreams streams;
  private final Clock clock;
  private final Map<String, Instant> deniedUntil = new ConcurrentHashMap<>();

  RevokedGrants(RevocationSettings settings, OpenStreams streams, Clock clock) {
    this.settings = settings;
    this.streams = streams;
    this.clock = clock;
  }

  /** From now on the grant is refused, and its open streams are cut. */
  public void revoke(String gid, Instant revokedAt) {
    deniedUntil.put(gid, revokedAt.plus(settings.memory()));
    streams.cut(gid);
  }

  /** Drops what needs no memory any more. */
  public void forgetExpired() {
    Instant now = clock.instant();
    deniedUntil.values().removeIf(until -> !now.isBefore(until));
  }

  boolean contains(String gid) {
    return deniedUntil.containsKey(gid);
  }
}
