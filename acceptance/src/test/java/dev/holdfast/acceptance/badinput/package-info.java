/** Standard errors for bad input, and nothing else disturbed. */
@NullMarked
package dev.holdfast.acceptance.badinput;

import org.jspecify.annotations.NullMarked;
