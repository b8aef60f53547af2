package dev.holdfast.gateway.session;

import java.time.Instant;
import java.util.Optional;

/**
 * A session id that was opened for its owner.
 *
 * @param upstreamId the id that the upstream gave
 * @param created when it was sealed
 * @param fingerprint tells one session from another; good for nothing else
 * @param initialize the parameters that the client opened it with, unless they were too large
 */
public record OpenedSession(
    String upstreamId,
    Instant created,
    String fingerprint,
    Optional<InitializeParameters> initialize) {}
