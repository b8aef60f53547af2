package dev.holdfast.authserver.client;

/**
 * A client is gone, though one described by a document may come back by it. Published inside the
 * transaction that removes the client, so that whoever keeps something of the client forgets it in
 * the same transaction.
 *
 * @param clientId which
 */
public record ClientRemoved(String clientId) {}
