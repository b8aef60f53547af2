package dev.holdfast.authserver.user;

import java.time.Instant;

/**
 * Every login of a user has ended. Published inside the transaction that ends them, so that whoever
 * keeps something that hangs on logins gives it up in the same transaction.
 *
 * @param userId whose
 * @param at what began at that instant or before has ended
 */
public record LoginsEnded(String userId, Instant at) {}
