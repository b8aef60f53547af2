package dev.holdfast.authserver.par;

import dev.holdfast.runtime.retention.Retained;
import java.util.Optional;

/** Where pushed requests are kept. */
public interface PushedRequests extends Retained {

  /** Adds one. */
  PushedRequest save(PushedRequest request);

  /** The request whose reference has this hash. */
  Optional<PushedRequest> byReferenceHash(String referenceHash);

  /** Removes the request; of several callers exactly one is told 1. */
  int take(String referenceHash);

  @Override
  default String name() {
    return "pushed-requests";
  }
}
