package dev.holdfast.authserver.key;

import java.time.Instant;

/**
 * What may be told about a key.
 *
 * @param kid its key id
 * @param algorithm what it signs with
 * @param createdAt since when it is published
 * @param state where it is in its life
 */
public record KeyStatus(
    String kid, SigningAlgorithm algorithm, Instant createdAt, KeyState state) {}
