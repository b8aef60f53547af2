/** Processes killed and started again: BEHAVIOURS D and row 78. */
@NullMarked
package dev.holdfast.acceptance.restart;

import org.jspecify.annotations.NullMarked;
