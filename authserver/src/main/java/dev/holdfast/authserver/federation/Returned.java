package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.pending.PendingRequest;

/** What an answer is worth. */
public sealed interface Returned {

  /** It belongs to nothing that this browser began, or was given before. */
  record Strange() implements Returned {}

  /** It answers an attempt, which has failed. */
  record Failed(Attempt attempt, PendingRequest request) implements Returned {}

  /** It answers an attempt, and proves who it is. */
  record Proved(Attempt attempt, PendingRequest request, ExternalPerson person)
      implements Returned {}
}
