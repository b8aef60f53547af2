package dev.holdfast.authserver.passkey;

import java.time.Instant;

/** Where challenges wait. */
public interface Challenges {

  /** Adds one. */
  Challenge save(Challenge challenge);

  /** Removes an open one; of several callers exactly one is told 1. */
  int consume(String hash, Purpose purpose, String boundTo, Instant now);

  /** Removes what was given up. */
  int removeExpired(Instant now);
}
