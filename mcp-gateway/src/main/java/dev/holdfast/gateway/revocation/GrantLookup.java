package dev.holdfast.gateway.revocation;

import dev.holdfast.bearer.VerifiedToken;

/** Asks whoever records grants and access epochs. */
@FunctionalInterface
public interface GrantLookup {

  /** How the token stands; {@link Standing#UNKNOWN} if there is no answer. Never throws. */
  Standing lookUp(VerifiedToken token);
}
