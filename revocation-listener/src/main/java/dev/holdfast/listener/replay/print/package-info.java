/** Prints findings and progress, for people and for programs. */
@NullMarked
package dev.holdfast.listener.replay.print;

import org.jspecify.annotations.NullMarked;
