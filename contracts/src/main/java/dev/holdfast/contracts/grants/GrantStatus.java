package dev.holdfast.contracts.grants;

import io.micronaut.serde.annotation.Serdeable;

/**
 * Whether a grant is live.
 *
 * @param active false for an ended, expired or unknown grant (RFC 7662, section 2.2)
 */
@Serdeable
public record GrantStatus(boolean active) {}
