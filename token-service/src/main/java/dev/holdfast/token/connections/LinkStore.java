package dev.holdfast.token.connections;

import com.google.crypto.tink.util.Bytes;
import dev.holdfast.contracts.connections.ConnectionKey;
import dev.holdfast.contracts.identity.SubjectId;
import java.time.Instant;
import java.util.Optional;

/** Links to providers' consents at rest, known by hash only. */
public interface LinkStore {

  /** Adds one. */
  void add(Bytes hash, ConnectionKey key, Instant expiresAt);

  /** Where the link leads; of several callers, one is told, and only the user it was made for. */
  Optional<ConnectionKey> take(Bytes hash, SubjectId subject, Instant now);

  /** How many of a user's links still work. */
  long open(SubjectId subject, Instant now);

  /** Forgets some of those that expired; tells how many. */
  int forgetExpired(Instant now, int limit);
}
