package dev.holdfast.token.grants;

import dev.holdfast.contracts.grants.EndReason;
import java.time.Instant;

/** Live or ended. What may happen to a grant is a method of the state it may happen in. */
public sealed interface GrantState {

  /** Whether access tokens of the grant are to be believed. */
  boolean isActive(Instant now);

  /**
   * In use.
   *
   * @param generation of the refresh token that may be exchanged, counted from 0
   * @param expiresAt when it ends if nobody uses it
   * @param absoluteExpiresAt when it ends anyway
   */
  record Live(long generation, Instant expiresAt, Instant absoluteExpiresAt) implements GrantState {

    @Override
    public boolean isActive(Instant now) {
      return now.isBefore(expiresAt);
    }

    /** After an exchange; never later than the absolute end. */
    public Live rotated(Instant idleExpiry) {
      Instant next = idleExpiry.isBefore(absoluteExpiresAt) ? idleExpiry : absoluteExpiresAt;
      return new Live(generation + 1, next, absoluteExpiresAt);
    }

    /** Over, for good. */
    public Ended ended(Instant at, EndReason reason) {
      return new Ended(at, reason);
    }
  }

  /** Over, for good. */
  record Ended(Instant at, EndReason reason) implements GrantState {

    @Override
    public boolean isActive(Instant now) {
      return false;
    }
  }
}
