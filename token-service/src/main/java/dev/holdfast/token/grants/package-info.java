/**
 * The record of every issued grant and its rotating refresh tokens. {@link
 * dev.holdfast.token.grants.Rotation} is the one subtle place: who may rotate, who gets the same
 * successor again, and what is reuse.
 */
@NullMarked
package dev.holdfast.token.grants;

import org.jspecify.annotations.NullMarked;
