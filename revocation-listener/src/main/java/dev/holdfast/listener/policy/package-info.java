/** Decides what an identity event ends, if anything. Pure: the replay asks the same code. */
@NullMarked
package dev.holdfast.listener.policy;

import org.jspecify.annotations.NullMarked;
