package dev.holdfast.authserver.pending;

import dev.holdfast.runtime.retention.Retained;
import java.util.Optional;

/** Where pending requests wait. */
public interface PendingRequests extends Retained {

  /** Adds one. */
  PendingRequest save(PendingRequest request);

  /** The request with this id. */
  Optional<PendingRequest> byId(String id);

  /** The request that asked a provider with this state. */
  Optional<PendingRequest> byConnectStateHash(String connectStateHash);

  /** Notes that the person or the provider refused. */
  int deny(String id);

  /** Notes the state that a provider will send back. */
  int awaitProvider(String id, String connectStateHash);

  /** Notes the login session in which the person let a device in. */
  int confirm(String id, String sid);

  /** Removes the request; of several callers exactly one is told 1. */
  int close(String id);

  @Override
  default String name() {
    return "pending-requests";
  }
}
