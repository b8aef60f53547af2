/**
 * Grants that ended and rights that changed: older tokens are refused from memory, by introspection
 * if the news are stale, or not admitted at all.
 */
@NullMarked
package dev.holdfast.gateway.revocation;

import org.jspecify.annotations.NullMarked;
