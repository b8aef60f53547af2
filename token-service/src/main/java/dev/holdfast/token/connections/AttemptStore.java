package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import java.time.Instant;
import java.util.Optional;

/** Pending consents at rest. */
public interface AttemptStore {

  /** Adds one, and forgets those that expired. */
  void add(Bytes stateHash, Attempt attempt, Instant now);

  /** Takes one out; of several callers, one gets it. */
  Optional<Attempt> take(Bytes stateHash);
}
