package dev.holdfast.contracts.grants;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a grant is live.
 *
 * @param active false for an ended, expired or unknown grant (RFC 7662, section 2.2)
 * @param accessEpoch the newest access epoch of its subject, if there is one: older access tokens
 *     are worthless though the grant is live
 */
@Serdeable
public record GrantStatus(boolean active, @Nullable Instant accessEpoch) {}
