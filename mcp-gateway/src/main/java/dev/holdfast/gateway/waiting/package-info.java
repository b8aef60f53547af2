/**
 * Keeps event loops from waiting. Checks run on the event loop of their connection as long as
 * everything they need is in memory; where one would wait, or writes something down, it says so
 * with {@link dev.holdfast.gateway.waiting.Waiting}, and the request begins anew on a thread of its
 * own.
 */
@NullMarked
package dev.holdfast.gateway.waiting;

import org.jspecify.annotations.NullMarked;
