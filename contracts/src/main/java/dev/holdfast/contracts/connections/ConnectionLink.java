package dev.holdfast.contracts.connections;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * Leads one user to one provider's consent. It names neither, and works once and for that user
 * only.
 *
 * @param link to be put into an address at the authorization server
 * @param expiresAt until when it works
 */
@Serdeable
public record ConnectionLink(Secret link, Instant expiresAt) {}
