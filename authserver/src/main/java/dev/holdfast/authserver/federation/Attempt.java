package dev.holdfast.authserver.federation;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A browser that was sent to a provider.
 *
 * @param stateHash of the state that the provider sends back
 * @param provider which
 * @param requestId the pending request, and so the browser
 * @param linkSid the login session of the person who wants to link the provider; absent at a login
 * @param expiresAt when it is given up
 */
@MappedEntity("federated_attempt")
public record Attempt(
    @Id String stateHash,
    String provider,
    String requestId,
    @Nullable String linkSid,
    Instant expiresAt) {}
