package dev.holdfast.token.encryption.rekey;

import dev.holdfast.contracts.identity.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs, and which keys are due in one. */
public interface RunStore {

  /** The run of this kind that is not finished, or a new one. */
  Run begin(RunKind kind, Instant now);

  /** Counts changed keys. */
  void add(RunKind kind, long changed);

  /** Notes the end of a run, unless another one has begun. */
  void finish(Run run, Instant now);

  /** The last run of each kind. */
  List<Run> runs();

  /** Users whose keys are wrapped by another key, or were wrapped before the run; in order. */
  List<SubjectId> toRewrap(String primary, Instant before, Optional<SubjectId> after, int max);

  /** Users whose data key is older than the run, or is being changed; in order. */
  List<SubjectId> toReencrypt(Instant before, Optional<SubjectId> after, int max);

  /** All keys. */
  List<KeyCount> count();

  /** How many are still to be re-wrapped. */
  long countToRewrap(String primary, Instant before);

  /** How many users' records are still to be sealed anew. */
  long countToReencrypt(Instant before);
}
