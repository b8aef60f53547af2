package dev.holdfast.authserver.key;

import java.time.Instant;

/**
 * Where a key is in its life: upcoming, current, retiring, removed, in this order and never back.
 * Nothing writes it down: it follows from the clock and from the instants at which the keys of its
 * algorithm begin to sign, so replicas cannot disagree by more than their clocks do.
 */
public sealed interface KeyState {

  /** Published, so that verifiers learn of it, but not signing yet. */
  record Upcoming(Instant activatesAt) implements KeyState {}

  /** Signs. */
  record Current(Instant since) implements KeyState {}

  /** Signs no more; published until the last token that it signed is over. */
  record Retiring(Instant until) implements KeyState {}

  /** Published no more; kept a little longer to recognise own ID tokens as hints. */
  record Removed(Instant since) implements KeyState {}

  /** Whether verifiers are told of it. */
  default boolean published() {
    return !(this instanceof Removed);
  }
}
