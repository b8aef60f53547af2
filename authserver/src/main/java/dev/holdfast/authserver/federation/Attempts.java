package dev.holdfast.authserver.federation;

import dev.holdfast.runtime.retention.Retained;
import java.time.Instant;
import java.util.Optional;

/** Where attempts wait for their answers. */
public interface Attempts extends Retained {

  /** Adds one. */
  Attempt save(Attempt attempt);

  /** The attempt with this state. */
  Optional<Attempt> byStateHash(String stateHash);

  /** Uses one up while it lasts; of several callers exactly one is told 1. */
  int consume(String stateHash, Instant now);

  @Override
  default String name() {
    return "federated-attempts";
  }
}
