package dev.holdfast.contracts.connections;

import io.micronaut.serde.annotation.Serdeable;

/**
 * Whether the user has a live connection.
 *
 * @param connected true if a token is held or can be refreshed
 */
@Serdeable
public record ConnectionStatus(boolean connected) {}
