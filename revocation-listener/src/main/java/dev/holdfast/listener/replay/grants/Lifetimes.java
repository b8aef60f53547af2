package dev.holdfast.listener.replay.grants;

import java.time.Duration;
import java.time.Instant;

/**
 * How long grants live by themselves. Their silent ends are on no record, so between the two a
 * grant may be over or not.
 *
 * @param unused how long a grant surely lives
 * @param absolute how long a grant lives at most
 */
public record Lifetimes(Duration unused, Duration absolute) {

  /** As the token-service has them unless told otherwise. */
  public static final Lifetimes STANDARD = new Lifetimes(Duration.ofDays(30), Duration.ofDays(90));

  /** A transaction's instant is taken before what it does can be seen. */
  private static final Duration SLOW_COMMIT = Duration.ofSeconds(1);

  /** Whether the grant may have been live at some instant of these. */
  boolean maybe(Life life, Moment moment) {
    return !life.issuedAt().isAfter(moment.latest().plus(SLOW_COMMIT))
        && !life.endedBefore(moment.earliest().minus(SLOW_COMMIT))
        && life.issuedAt().plus(absolute).isAfter(moment.earliest());
  }

  /** Whether the grant was live all the time between these instants, beyond doubt. */
  public boolean surely(Life life, Moment moment) {
    Instant settled = moment.latest().plus(SLOW_COMMIT);
    return life.issuedAt().isBefore(moment.earliest().minus(SLOW_COMMIT))
        && !life.endedBefore(settled)
        && life.issuedAt().plus(unused).isAfter(settled)
        && life.issuedAt().plus(absolute).isAfter(moment.earliest());
  }
}
