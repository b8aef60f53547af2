package dev.holdfast.listener.replay.judge;

import dev.holdfast.listener.replay.grants.Lifetimes;
import java.time.Duration;
import java.time.Instant;

/**
 * What a replay can know.
 *
 * @param identitySince identity events before this may be missing
 * @param tokensSince begins and ends of grants before this may be missing
 * @param now when the reading began: what is younger than a minute may still be on its way
 * @param lifetimes how long grants live by themselves
 * @param window how far apart in time events that belong together may be read
 * @param grants whether begins and ends of grants are read at all
 */
public record Known(
    Instant identitySince,
    Instant tokensSince,
    Instant now,
    Lifetimes lifetimes,
    Duration window,
    boolean grants) {

  private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

  /** Everything there ever was, and nothing on its way. */
  public static Known everything() {
    return new Known(
        Instant.MIN, Instant.MIN, Instant.MAX, Lifetimes.STANDARD, Duration.ofMinutes(1), true);
  }

  boolean onItsWay(Instant time) {
    return time.isAfter(now.minus(ON_ITS_WAY));
  }

  /** Whether what happened then may have a cause from before the record: no grant is older. */
  boolean causedBefore(Instant time) {
    return identitySince.isAfter(Instant.MIN)
        && time.minus(lifetimes.absolute()).isBefore(identitySince);
  }

  /** Whether a grant that was live then may have begun before the record does. */
  boolean begunBefore(Instant time) {
    return tokensSince.isAfter(Instant.MIN)
        && time.minus(lifetimes.absolute()).isBefore(tokensSince);
  }
}
