package dev.holdfast.authserver.par;

import java.time.Instant;
import java.util.Optional;

/** Where pushed requests are kept. */
public interface PushedRequests {

  /** Adds one. */
  PushedRequest save(PushedRequest request);

  /** The request whose reference has this hash. */
  Optional<PushedRequest> byReferenceHash(String referenceHash);

  /** Removes the request; of several callers exactly one is told 1. */
  int take(String referenceHash);

  /** Removes what expired before an instant. */
  int removeExpired(Instant now);
}
