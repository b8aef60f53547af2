package dev.holdfast.token.grants;

import java.time.Instant;
import java.util.Optional;

/** Counts of what is in use, and the last of them, which all replicas know. */
public interface Censuses {

  /**
   * Begins one, if the last was begun at {@code before} or earlier. Of several callers at once one
   * does.
   *
   * @return whether the caller is to count
   */
  boolean begin(Instant before, Instant now);

  /** Counts; goes through all grants that have not ended. */
  Census count(Instant now);

  /** Tells the others. */
  void tell(Census census);

  /** The last that was told; empty if none ever was. */
  Optional<Census> last();
}
