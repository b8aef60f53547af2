package dev.holdfast.token.connections.oauth;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a provider gave no usable answer. It says nothing about the user's grant. */
final class Trouble extends Exception {

  private static final long serialVersionUID = 1L;

  /** What went wrong; the names are values of a metric. */
  enum Kind {
    /** No connection, no answer in time, or one that broke off. */
    NO_ANSWER,
    /** 429. */
    OVERLOADED,
    /** A 5xx. */
    FAILED,
    /** Not what the protocol says. */
    UNREADABLE,
    /** An error that is about our client or our request. */
    REFUSES_US,
    /** Not even asked: the breaker is open, or too many calls are under way. */
    NOT_ASKED
  }

  private final Kind kind;
  private final @Nullable Duration retryAfter;

  Trouble(Kind kind) {
    this(kind, null);
  }

  Trouble(Kind kind, @Nullable Duration retryAfter) {
    super(kind.name(), null, false, false);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  Kind kind() {
    return kind;
  }

  /** When to come back, if that is known. */
  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
