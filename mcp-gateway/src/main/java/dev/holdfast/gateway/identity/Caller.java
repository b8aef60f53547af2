package dev.holdfast.gateway.identity;

import dev.holdfast.bearer.VerifiedToken;

/** Who sent a request. */
public sealed interface Caller {

  /** Nobody in particular, on a server that allows it. */
  record Anonymous() implements Caller {}

  /** The holder of a verified token. */
  record Known(VerifiedToken token) implements Caller {}
}
