package dev.holdfast.authserver.user.http;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A link with which the person chooses a password, told this once.
 *
 * @param link works once
 * @param expiresAt until when
 */
@Serdeable
record ResetLink(Secret link, Instant expiresAt) {}
