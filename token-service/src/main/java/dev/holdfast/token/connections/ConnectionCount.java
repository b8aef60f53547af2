package dev.holdfast.token.connections;

import io.micronaut.core.annotation.Introspected;

/**
 * How many connections there are.
 *
 * @param provider to whom
 * @param state in which state
 * @param connections how many
 */
@Introspected
public record ConnectionCount(String provider, ConnectionState state, long connections) {}
