package dev.holdfast.contracts.revocation;

import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * One sweep. Applying it twice under the same {@code eventId} changes nothing the second time and
 * answers the first result.
 *
 * @param eventId the event that causes the sweep
 * @param subject whose grants
 * @param clientIds of which clients; absent means every client
 * @param issuedBefore only grants issued strictly before this instant: the event's own
 * @param sparedSid the login session whose grants stay, if any
 * @param reason why
 */
@Serdeable
public record RevokeGrants(
    @NotBlank String eventId,
    SubjectId subject,
    @Nullable SortedSet<String> clientIds,
    Instant issuedBefore,
    @Nullable String sparedSid,
    EndReason reason) {}
