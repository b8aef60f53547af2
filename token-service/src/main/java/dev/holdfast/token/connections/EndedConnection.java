package dev.holdfast.token.connections;

import dev.holdfast.contracts.connections.ConnectionKey;

/**
 * A connection that ended here and whose provider has yet to revoke it.
 *
 * @param id its name at rest
 * @param key whose, and where
 * @param tokens as they were stored
 * @param attempts how often its provider was asked, this time included
 */
public record EndedConnection(
    String id, ConnectionKey key, StoredConnection tokens, int attempts) {}
