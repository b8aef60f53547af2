/**
 * The gateway's own tools, which it adds to the lists of servers and answers itself: who one is,
 * and logging out. Who logged out when is remembered by {@code revocation.Logouts}, which the
 * token-service tells through Kafka.
 */
@NullMarked
package dev.holdfast.gateway.builtin;

import org.jspecify.annotations.NullMarked;
