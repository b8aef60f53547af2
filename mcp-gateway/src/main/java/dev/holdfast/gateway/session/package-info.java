/**
 * Sealed sessions: the upstream's session id, wrapped with its owner and with what it takes to open
 * another one. Nothing is stored.
 */
@NullMarked
package dev.holdfast.gateway.session;

import org.jspecify.annotations.NullMarked;
