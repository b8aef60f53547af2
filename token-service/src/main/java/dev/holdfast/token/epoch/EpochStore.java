package dev.holdfast.token.epoch;

import dev.holdfast.contracts.identity.SubjectId;
import java.time.Instant;
import java.util.Optional;

/** The newest access epoch of each subject, at rest. */
public interface EpochStore {

  /**
   * Moves a subject's epoch forward, in the caller's transaction.
   *
   * @return false if it was at {@code epoch} or later; then nothing changed
   */
  boolean raise(SubjectId subject, Instant epoch);

  /** The newest epoch, if there ever was one. */
  Optional<Instant> newest(SubjectId subject);
}
