/** The {@code holdfast} command: the common acts of operators, over the operators' API. */
@NullMarked
package dev.holdfast.cli;

import org.jspecify.annotations.NullMarked;
