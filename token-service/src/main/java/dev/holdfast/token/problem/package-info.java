/** Refusals on their way to the caller. */
@NullMarked
package dev.holdfast.token.problem;

import org.jspecify.annotations.NullMarked;
