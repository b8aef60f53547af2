/** What a replica does before it stops. */
@NullMarked
package dev.holdfast.runtime.stop;

import org.jspecify.annotations.NullMarked;
