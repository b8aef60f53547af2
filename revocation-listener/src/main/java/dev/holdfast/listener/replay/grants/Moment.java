package dev.holdfast.listener.replay.grants;

import java.time.Instant;

/**
 * An instant as far as it is known.
 *
 * @param earliest not before this
 * @param latest not after this
 */
public record Moment(Instant earliest, Instant latest) {

  /** Puts the two into order: clocks of two machines may disagree. */
  public Moment {
    if (earliest.isAfter(latest)) {
      Instant later = earliest;
      earliest = latest;
      latest = later;
    }
  }
}
