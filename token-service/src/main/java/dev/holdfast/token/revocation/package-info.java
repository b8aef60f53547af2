/** Sweeps: many grants of one subject or client, once per event. */
@NullMarked
package dev.holdfast.token.revocation;

import org.jspecify.annotations.NullMarked;
