package dev.holdfast.gateway.revocation;

/** Asks whoever records grants. */
@FunctionalInterface
public interface GrantLookup {

  /** How the grant stands; {@link Standing#UNKNOWN} if there is no answer. Never throws. */
  Standing lookUp(String gid);
}
