package dev.holdfast.token.encryption.rekey;

import dev.holdfast.contracts.identity.SubjectId;
import java.util.List;
import java.util.Optional;

/** What a run does with one user after another. */
sealed interface Change permits Rewrap, Reencrypt {

  /** Users still to be done; those who only wait are among them. */
  List<SubjectId> due(Run run, Optional<SubjectId> after, int max);

  /** How many users are not done. */
  long remaining(Run run);

  /** Goes on with a user. */
  Step step(Run run, SubjectId subject);

  /** How far a step came. */
  enum Step {
    /** The key is changed now. */
    DONE,
    /** Something was done that is not counted. */
    TIDIED,
    /** Nothing: it must wait, or somebody else did it. */
    NOTHING
  }
}
