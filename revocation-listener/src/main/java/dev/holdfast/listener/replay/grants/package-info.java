/** Rebuilds which grants were live when, from their recorded begins and ends. */
@NullMarked
package dev.holdfast.listener.replay.grants;

import org.jspecify.annotations.NullMarked;
