/**
 * Turns identity events into selective revocations. A record of {@code holdfast.identity} goes
 * through {@code consume} to {@code policy} (what is to be swept), {@code tokenservice} (the
 * effect), {@code audit} (the decision on record) and only then is its offset committed; what
 * cannot be handled goes to {@code deadletter}. {@code replay} reads the two topics back and checks
 * every decision.
 */
@NullMarked
package dev.holdfast.listener;

import org.jspecify.annotations.NullMarked;
