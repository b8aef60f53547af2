package dev.holdfast.authserver.key;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A signing key as it is kept.
 *
 * @param slot what it is for; one key per slot
 * @param kid its key id
 * @param encryptedJwk the JWK with its private half, encrypted, in Base64
 * @param createdAt when
 */
@MappedEntity("signing_key")
public record SigningKeyRow(@Id String slot, String kid, String encryptedJwk, Instant createdAt) {}
