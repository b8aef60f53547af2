/**
 * Pushed authorization requests (RFC 9126): kept for a short time under a reference that works
 * once.
 */
@NullMarked
package dev.holdfast.authserver.par;

import org.jspecify.annotations.NullMarked;
