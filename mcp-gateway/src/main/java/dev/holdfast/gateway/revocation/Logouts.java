package dev.holdfast.gateway.revocation;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.gateway.server.GatewaySettings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who logged out lately, and when: their older MCP sessions are over. Older is what began before
 * the logout on whatever replica's clock, so for as long as clocks may disagree after a logout
 * nothing is taken for younger, unless it began where the logout was known: there its beginning is
 * noted behind that time. An instant is forgotten when every session that is older has reached its
 * greatest age.
 */
@Singleton
public final class Logouts {

  private final SessionMemory settings;
  private final Duration skew;
  private final OpenStreams streams;
  private final Clock clock;
  private final Map<SubjectId, Instant> newest = new ConcurrentHashMap<>();

  /** Nobody has logged out yet. */
  public Logouts(
      SessionMemory settings, GatewaySettings gateway, OpenStreams streams, Clock clock) {
    this.settings = settings;
    this.skew = gateway.skew();
    this.streams = streams;
    this.clock = clock;
  }

  /** From now on the subject's sessions that began before {@code instant} are over. */
  public void tell(SubjectId subject, Instant instant) {
    newest.merge(subject, instant, (known, told) -> told.isAfter(known) ? told : known);
    streams.cutBegunBefore(subject, instant.plus(skew));
  }

  /** Whether a session of the subject that began at {@code begin} is over. */
  public boolean ended(SubjectId subject, Instant begin) {
    Instant logout = newest.get(subject);
    return logout != null && begin.isBefore(logout.plus(skew));
  }

  /**
   * What to note, in whole milliseconds, as the beginning of something of the subject's that begins
   * now: late enough that no logout that is known here ends it.
   */
  public Instant beginning(SubjectId subject) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant logout = newest.get(subject);
    Instant first =
        logout == null ? now : logout.plus(skew).plusMillis(1).truncatedTo(ChronoUnit.MILLIS);
    return first.isAfter(now) ? first : now;
  }

  /** Drops what needs no memory any more. */
  public void forgetOld() {
    Instant now = clock.instant();
    newest.values().removeIf(logout -> !now.isBefore(logout.plus(skew).plus(settings.maxAge())));
  }
}
