package dev.holdfast.authserver.user;

import dev.holdfast.runtime.retention.Retained;
import java.time.Instant;
import java.util.Optional;

/** Where reset links are kept. */
public interface Resets extends Retained {

  /** Adds one; fails if the user has one. */
  Reset save(Reset reset);

  /** The one with this hash. */
  Optional<Reset> byTokenHash(String tokenHash);

  /** Uses one up that has not expired; of several callers exactly one is told 1. */
  int consume(String tokenHash, Instant now);

  /** Removes a user's. */
  int removeOf(String userId);

  @Override
  default String name() {
    return "password-resets";
  }
}
