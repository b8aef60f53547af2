/**
 * Keeps one server's trouble to itself: a breaker and a bound of calls per server and replica, so
 * that callers of a server that does not answer are told at once to come back later.
 */
@NullMarked
package dev.holdfast.gateway.guard;

import org.jspecify.annotations.NullMarked;
