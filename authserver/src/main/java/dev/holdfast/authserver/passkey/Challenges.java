package dev.holdfast.authserver.passkey;

import dev.holdfast.runtime.retention.Retained;
import java.time.Instant;

/** Where challenges wait. */
public interface Challenges extends Retained {

  /** Adds one. */
  Challenge save(Challenge challenge);

  /** Removes an open one; of several callers exactly one is told 1. */
  int consume(String hash, Purpose purpose, String boundTo, Instant now);

  @Override
  default String name() {
    return "passkey-challenges";
  }
}
