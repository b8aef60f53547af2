package dev.holdfast.token.grants;

import org.jspecify.annotations.Nullable;

/**
 * A token that came back when it should not have.
 *
 * @param generation its place in the rotation
 * @param current the place that was current
 * @param source where it came from, if known
 */
record Reuse(long generation, long current, @Nullable String source) {}
