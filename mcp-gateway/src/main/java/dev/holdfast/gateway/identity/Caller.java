package dev.holdfast.gateway.identity;

import dev.holdfast.bearer.VerifiedToken;
import java.util.Optional;

/** Who sent a request. */
public sealed interface Caller {

  /** Nobody in particular, on a server that allows it. */
  record Anonymous() implements Caller {}

  /** The holder of a verified token. */
  record Known(VerifiedToken token) implements Caller {}

  /** The grant behind the request, if there is one. */
  default Optional<String> gid() {
    return this instanceof Known(VerifiedToken token) ? token.gid() : Optional.empty();
  }
}
