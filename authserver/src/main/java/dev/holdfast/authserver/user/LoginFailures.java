package dev.holdfast.authserver.user;

import java.time.Instant;
import java.util.Optional;

/** Where failures are counted. Whoever counts holds the lock of the user's row. */
public interface LoginFailures {

  /** The count so far. */
  Optional<Failures> byId(String id);

  /** Notes a new count, see {@link Failures}. */
  int note(String id, int failures, Instant lastAt, Instant retryAt);

  /** Begins again at none. */
  int forget(String id);

  /** Removes some counts whose last failure was before. */
  int removeOlderThan(Instant last, int limit);
}
