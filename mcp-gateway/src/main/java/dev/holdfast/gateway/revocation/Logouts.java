package dev.holdfast.gateway.revocation;

import dev.holdfast.contracts.identity.SubjectId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who logged out lately, and when: their older MCP sessions are over. An instant is forgotten when
 * every session that is older has reached its greatest age.
 */
@Singleton
public final class Logouts {

  private final SessionMemory settings;
  private final OpenStreams streams;
  private final Clock clock;
  private final Map<SubjectId, Instant> newest = new ConcurrentHashMap<>();

  Logouts(SessionMemory settings, OpenStreams streams, Clock clock) {
    this.settings = settings;
    this.streams = streams;
    this.clock = clock;
  }

  /** From now on the subject's sessions that began before {@code instant} are over. */
  public void tell(SubjectId subject, Instant instant) {
    newest.merge(subject, instant, (known, told) -> told.isAfter(known) ? told : known);
    streams.cutBegunBefore(subject, instant);
  }

  /** Whether a session of the subject that began at {@code begin} is over. */
  public boolean ended(SubjectId subject, Instant begin) {
    Instant logout = newest.get(subject);
    return logout != null && begin.isBefore(logout);
  }

  /** Drops what needs no memory any more. */
  public void forgetOld() {
    Instant now = clock.instant();
    newest.values().removeIf(logout -> !now.isBefore(logout.plus(settings.maxAge())));
  }
}
