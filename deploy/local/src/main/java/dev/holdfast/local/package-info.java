/** The embedded local run: start in {@link dev.holdfast.local.Main}. */
@NullMarked
package dev.holdfast.local;

import org.jspecify.annotations.NullMarked;
