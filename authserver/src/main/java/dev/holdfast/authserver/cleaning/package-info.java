/** Removes what has expired. */
@NullMarked
package dev.holdfast.authserver.cleaning;

import org.jspecify.annotations.NullMarked;
