package dev.holdfast.contracts.revocation;

import dev.holdfast.contracts.identity.SubjectId;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import java.util.SortedSet;

/**
 * The end of a login session. Applying it twice under the same {@code eventId} changes nothing the
 * second time and answers the first result. It needs no bound in time: nothing begins in a session
 * that is over.
 *
 * <p>Of the session's grants these end: all of {@code clientIds}; and, of other clients, those for
 * {@code resource} and nothing else that lack {@code sparedScope}.
 *
 * @param eventId what stands for the end of this session
 * @param subject whose it was; the issuer must be the caller's own
 * @param sid which
 * @param clientIds clients that are nothing without the session
 * @param resource the audience that is nothing without the session (RFC 8707)
 * @param sparedScope the scope that outlives it
 */
@Serdeable
public record RevokeSession(
    @NotBlank String eventId,
    SubjectId subject,
    @NotBlank String sid,
    SortedSet<String> clientIds,
    @NotBlank String resource,
    @NotBlank String sparedScope) {}
