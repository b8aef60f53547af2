/** Authorization requests that wait for their person, each bound to one browser. */
@NullMarked
package dev.holdfast.authserver.pending;

import org.jspecify.annotations.NullMarked;
