package dev.holdfast.authserver.passkey;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A person whose password was right, and whose passkey is still to come. No login yet.
 *
 * @param requestId the pending request, and so the browser
 * @param userId who
 * @param checkedAt when the password was right
 * @param expiresAt when it is given up
 */
@MappedEntity("passkey_confirmation")
public record Confirmation(
    @Id String requestId, String userId, Instant checkedAt, Instant expiresAt) {}
