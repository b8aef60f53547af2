package dev.holdfast.authserver.pending;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that waits for its person.
 *
 * @param id random; opens nothing without the browser's cookie
 * @param browserHash the hash of the cookie of the browser that began it
 * @param csrf what its forms must send back
 * @param clientId who asks
 * @param query the request as it was sent
 * @param createdAt when it began
 * @param expiresAt when it is given up
 * @param denied whether the person, or the provider, refused
 * @param connectStateHash the hash of the state that a provider will send back, if one was asked
 * @param deviceCodeHash the device that waits for the answer, instead of a redirection URI
 * @param confirmedSid the login session in which the person let that device in
 */
@MappedEntity("pending_request")
public record PendingRequest(
    @Id String id,
    String browserHash,
    String csrf,
    String clientId,
    String query,
    Instant createdAt,
    Instant expiresAt,
    boolean denied,
    @Nullable String connectStateHash,
    @Nullable String deviceCodeHash,
    @Nullable String confirmedSid) {}
