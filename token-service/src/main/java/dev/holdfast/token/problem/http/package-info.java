/** Refusals and the unexpected as problem details (RFC 9457). */
@NullMarked
package dev.holdfast.token.problem.http;

import org.jspecify.annotations.NullMarked;
