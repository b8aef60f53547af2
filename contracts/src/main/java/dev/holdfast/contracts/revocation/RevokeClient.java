package dev.holdfast.contracts.revocation;

import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;

/**
 * The end of a client. Applying it twice under the same {@code eventId} changes nothing the second
 * time and answers the first result.
 *
 * @param eventId the event that causes it
 * @param client the client, as its issuer knows it
 * @param issuedBefore only what was issued strictly before this instant: the event's own
 */
@Serdeable
public record RevokeClient(@NotBlank String eventId, SubjectId client, Instant issuedBefore) {}
