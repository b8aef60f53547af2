package dev.holdfast.gateway.revocation;

import dev.holdfast.contracts.identity.SubjectId;

/** Keeps something of people's that may be worthless after news of them. */
@FunctionalInterface
public interface Forgetful {

  /** Something of this person's ended: nothing that is kept of theirs is used any more. */
  void forget(SubjectId subject);
}
