/** Sealed sessions: the upstream's session id, wrapped with its owner. Nothing is stored. */
@NullMarked
package dev.holdfast.gateway.session;

import org.jspecify.annotations.NullMarked;
