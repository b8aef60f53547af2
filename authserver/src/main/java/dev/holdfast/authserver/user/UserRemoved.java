package dev.holdfast.authserver.user;

/**
 * A user is gone for good. Published inside the transaction that removes the user, so that whoever
 * keeps something of the user forgets it in the same transaction.
 *
 * @param userId who
 */
public record UserRemoved(String userId) {}
