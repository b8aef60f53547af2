/**
 * Reads topics without a trace, in one pass and in the order of the events' own time, with bounded
 * memory: no group, no commit, no write.
 */
@NullMarked
package dev.holdfast.listener.replay.read;

import org.jspecify.annotations.NullMarked;
