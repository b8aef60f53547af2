/**
 * Requests to addresses that clients chose: never to a private network, never for long, never for
 * much. A host name is resolved once, every address it has is checked, and a checked address is the
 * one connected to, so that a name cannot point elsewhere a moment later.
 */
@NullMarked
package dev.holdfast.authserver.outbound;

import org.jspecify.annotations.NullMarked;
