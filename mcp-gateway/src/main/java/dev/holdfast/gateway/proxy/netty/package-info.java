/**
 * The short way of a request: on the event loop of its connection from its first byte to the
 * answer's last, without a change of thread. The request's body is copied once, to be judged and
 * sent on; an answer passes piece by piece as it was read, and only what goes on record of it is
 * copied. A {@code Shortcut} in front of the framework's handler holds each call of a server back
 * and has it checked by the one list of checks ({@link dev.holdfast.gateway.proxy.http.Admission}).
 * If all of them pass without waiting, a {@code Passage} sends it on and the answer back.
 * Everything else, refusals included, goes the long way: it is handed to the framework as if
 * nothing had happened, together with what came of sending it, if it was sent.
 */
@NullMarked
package dev.holdfast.gateway.proxy.netty;

import org.jspecify.annotations.NullMarked;
