/**
 * Grants that ended: refused from memory, by introspection if the news are stale, or not at all.
 */
@NullMarked
package dev.holdfast.gateway.revocation;

import org.jspecify.annotations.NullMarked;
