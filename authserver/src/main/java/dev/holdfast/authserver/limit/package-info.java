/**
 * How often things may happen. Endpoints spend from budgets, by source address, user name or
 * client; who has spent theirs is told when to come again. Budgets are shared by all replicas
 * through the database, but for the token endpoint's, which each replica keeps for itself: that
 * path must not pay a round trip.
 */
@NullMarked
package dev.holdfast.authserver.limit;

import org.jspecify.annotations.NullMarked;
