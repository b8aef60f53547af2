/**
 * The five stories of the product, told on a running system from outside: a {@link
 * dev.holdfast.local.demo.Story} acts through {@link dev.holdfast.local.demo.World} as people and
 * clients would, and ends with the evidence or breaks.
 */
@NullMarked
package dev.holdfast.local.demo;

import org.jspecify.annotations.NullMarked;
