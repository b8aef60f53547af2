/** One trace from a login, or a call, to its last effect. */
@NullMarked
package dev.holdfast.acceptance.trace;

import org.jspecify.annotations.NullMarked;
