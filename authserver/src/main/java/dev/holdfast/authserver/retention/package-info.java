/** When what is over is forgotten; what that is, says whoever keeps it. */
@NullMarked
package dev.holdfast.authserver.retention;

import org.jspecify.annotations.NullMarked;
