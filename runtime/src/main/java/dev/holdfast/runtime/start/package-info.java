/** How a service starts, and what it says when it cannot. */
@NullMarked
package dev.holdfast.runtime.start;

import org.jspecify.annotations.NullMarked;
