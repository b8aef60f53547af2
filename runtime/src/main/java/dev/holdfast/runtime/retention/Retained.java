package dev.holdfast.runtime.retention;

import java.time.Instant;

/** Something that is kept until it is over, and perhaps for some time more. */
public interface Retained {

  /** What it is, in a word that names a metric. */
  String name();

  /**
   * Forgets some of what is to be kept no longer.
   *
   * @param limit how many at most, so that locks are held for a moment only
   * @return how many were forgotten
   */
  int forget(Instant now, int limit);
}
