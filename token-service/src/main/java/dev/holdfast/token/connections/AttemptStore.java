package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Pending consents at rest. */
public interface AttemptStore {

  /** Adds one. */
  void add(Bytes stateHash, Attempt attempt);

  /** Takes one out; of several callers, one gets it. */
  Optional<Attempt> take(Bytes stateHash);

  /** Those of a user, by the hash of their state. */
  Map<Bytes, Attempt> findAll(SubjectId subject);

  /** Forgets some of those that expired; tells how many. */
  int forgetExpired(Instant now, int limit);

  /** Puts another verifier in the place of one, if the consent is still pending. */
  void replaceVerifier(Bytes stateHash, Bytes verifier);
}
