/** Thousands of sweeps against a model, listeners that share them, and what they need away. */
@NullMarked
package dev.holdfast.acceptance.sweep;

import org.jspecify.annotations.NullMarked;
