package dev.holdfast.authserver.passkey;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A challenge that waits for its answer (WebAuthn Level 3, section 13.4.3).
 *
 * @param hash of the challenge
 * @param purpose what for
 * @param boundTo the login session or the pending request it was made for
 * @param expiresAt when it is given up
 */
@MappedEntity("passkey_challenge")
public record Challenge(@Id String hash, Purpose purpose, String boundTo, Instant expiresAt) {}
