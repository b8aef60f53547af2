/** Problem details (RFC 9457) of the internal APIs. */
@NullMarked
package dev.holdfast.contracts.problem;

import org.jspecify.annotations.NullMarked;
