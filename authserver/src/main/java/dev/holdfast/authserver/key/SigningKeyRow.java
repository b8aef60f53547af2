package dev.holdfast.authserver.key;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A signing key as it is kept; never changed once written.
 *
 * @param kid its key id
 * @param algorithm what it signs with
 * @param generation its number among the keys of its algorithm; no two have the same
 * @param encryptedJwk the JWK with its private half, encrypted, in Base64
 * @param createdAt since when it is published
 * @param activatesAt from when on it signs
 */
@MappedEntity("issuer_key")
public record SigningKeyRow(
    @Id String kid,
    String algorithm,
    long generation,
    String encryptedJwk,
    Instant createdAt,
    Instant activatesAt) {}
