package dev.holdfast.contracts.revocation;

import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;

/**
 * A new access epoch. Applying it twice under the same {@code eventId} changes nothing the second
 * time.
 *
 * @param eventId the event that causes it
 * @param subject whose access tokens
 * @param epoch those older than this are refused from now on: the event's own instant
 * @param reason why
 */
@Serdeable
public record RaiseEpoch(
    @NotBlank String eventId, SubjectId subject, Instant epoch, EpochReason reason) {}
