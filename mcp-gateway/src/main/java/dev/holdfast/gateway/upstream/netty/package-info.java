/**
 * Sends calls from the event loop that they came in on, and hands their answers back on it, piece
 * by piece and uncopied. Each loop keeps connections of its own, so nothing here is shared between
 * threads. {@link dev.holdfast.gateway.upstream.netty.LoopUpstream} sends an {@link
 * dev.holdfast.gateway.upstream.netty.Exchange} on a {@code Connection}; a {@link
 * dev.holdfast.gateway.upstream.netty.Receiver} takes what comes of it.
 */
@NullMarked
package dev.holdfast.gateway.upstream.netty;

import org.jspecify.annotations.NullMarked;
