/** When what is over is forgotten; what that is, says whoever keeps it. */
@NullMarked
package dev.holdfast.token.retention;

import org.jspecify.annotations.NullMarked;
