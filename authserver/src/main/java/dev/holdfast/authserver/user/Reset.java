package dev.holdfast.authserver.user;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A link with which somebody may choose a password, once.
 *
 * @param userId whose password
 * @param tokenHash the hash of what the link holds
 * @param createdAt when
 * @param expiresAt until when it works
 */
@MappedEntity("password_reset")
public record Reset(@Id String userId, String tokenHash, Instant createdAt, Instant expiresAt) {}
