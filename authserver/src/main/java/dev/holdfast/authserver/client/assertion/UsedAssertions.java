package dev.holdfast.authserver.client.assertion;

import dev.holdfast.runtime.retention.Retained;
import java.time.Instant;

/** Remembers which assertions were used, for all replicas. */
public interface UsedAssertions extends Retained {

  /**
   * Uses an assertion up.
   *
   * @param idHash the hash of who made it and its {@code jti}
   * @param expiresAt from when on it is refused anyway
   * @return whether this was its first use: of several callers exactly one is told so
   */
  boolean use(String idHash, Instant expiresAt);

  /** Undoes a use that led to nothing; of whoever used it, and of nobody else. */
  void giveBack(String idHash);

  @Override
  default String name() {
    return "used-assertions";
  }
}
