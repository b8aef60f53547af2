package dev.holdfast.authserver.par;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A request that a client pushed.
 *
 * @param referenceHash the hash of the random part of its reference
 * @param clientId the client that pushed it
 * @param query the request, without what the client authenticated by
 * @param expiresAt when the reference stops working
 */
@MappedEntity("pushed_request")
public record PushedRequest(
    @Id String referenceHash, String clientId, String query, Instant expiresAt) {}
