package dev.holdfast.token.grants;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.grants.EndReason;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Live or ended. What may happen to a grant is a method of the state it may happen in. */
public sealed interface GrantState {

  /** Whether access tokens of the grant are to be believed. */
  boolean isActive(Instant now);

  /**
   * In use.
   *
   * @param generation of the refresh token that may be exchanged, counted from 0
   * @param token the keyed hash of that refresh token, if there is one
   * @param predecessor what became of the one before, if there was one
   * @param expiresAt when it ends if nobody uses it
   * @param absoluteExpiresAt when it ends anyway
   */
  record Live(
      long generation,
      @Nullable Bytes token,
      @Nullable Predecessor predecessor,
      Instant expiresAt,
      Instant absoluteExpiresAt)
      implements GrantState {

    /** A grant that begins. */
    static Live first(@Nullable Bytes token, Instant expiresAt, Instant absoluteExpiresAt) {
      return new Live(0, token, null, expiresAt, absoluteExpiresAt);
    }

    @Override
    public boolean isActive(Instant now) {
      return now.isBefore(expiresAt);
    }

    /** Whether this is the hash of the token that may be exchanged. */
    public boolean isCurrent(Bytes hash) {
      return hash.equals(token);
    }

    /** Whether that token came of an exchange after {@code earliest}. */
    boolean isYoung(Instant earliest) {
      return predecessor != null && predecessor.usedAt().isAfter(earliest);
    }

    /** After an exchange; never later than the absolute end. */
    public Live rotated(Bytes successor, Predecessor used, Instant idleExpiry) {
      Instant next = idleExpiry.isBefore(absoluteExpiresAt) ? idleExpiry : absoluteExpiresAt;
      return new Live(generation + 1, successor, used, next, absoluteExpiresAt);
    }

    /** The nonce of this token's exchange, if it was the last one and after {@code earliest}. */
    Optional<Bytes> nonceOf(Bytes hash, Instant earliest) {
      return Optional.ofNullable(predecessor)
          .filter(last -> last.hash().equals(hash) && last.usedAt().isAfter(earliest))
          .map(Predecessor::nonce);
    }
  }

  /**
   * The refresh token that was exchanged last.
   *
   * @param hash its keyed hash
   * @param usedAt when
   * @param nonce with the token itself gives its successor
   */
  record Predecessor(Bytes hash, Instant usedAt, Bytes nonce) {}

  /** Over, for good. */
  record Ended(Instant at, EndReason reason) implements GrantState {

    @Override
    public boolean isActive(Instant now) {
      return false;
    }
  }
}
