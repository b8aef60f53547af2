/** What a replica does before it stops. */
@NullMarked
package dev.holdfast.gateway.stop;

import org.jspecify.annotations.NullMarked;
