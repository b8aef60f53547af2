package dev.holdfast.authserver.passkey;

import dev.holdfast.runtime.retention.Retained;
import java.time.Instant;
import java.util.Optional;

/** Where people wait between password and passkey. */
public interface Confirmations extends Retained {

  /** Adds one, in the place of any other of that pending request. */
  void await(String requestId, String userId, Instant checkedAt, Instant expiresAt);

  /** Who waits at this pending request. */
  Optional<Confirmation> byRequestId(String requestId);

  /** Takes just this one back while it lasts; of several callers exactly one is told 1. */
  int consume(String requestId, String userId, Instant checkedAt, Instant now);

  @Override
  default String name() {
    return "passkey-confirmations";
  }
}
