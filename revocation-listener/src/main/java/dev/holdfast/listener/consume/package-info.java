/** Reads identity events in order per subject and commits an offset only after its effect. */
@NullMarked
package dev.holdfast.listener.consume;

import org.jspecify.annotations.NullMarked;
