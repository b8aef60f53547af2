/**
 * Access epochs: how old an access token of a subject may be. They reach tokens that no grant
 * stands behind, and live tokens whose grant goes on.
 */
@NullMarked
package dev.holdfast.token.epoch;

import org.jspecify.annotations.NullMarked;
