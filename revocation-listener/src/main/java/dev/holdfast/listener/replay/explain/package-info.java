/** Tells the story of one grant or one user, in order and in sentences. */
@NullMarked
package dev.holdfast.listener.replay.explain;

import org.jspecify.annotations.NullMarked;
