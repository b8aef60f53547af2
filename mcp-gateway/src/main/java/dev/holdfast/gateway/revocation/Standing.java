package dev.holdfast.gateway.revocation;

/** How a token stands. */
public enum Standing {
  /** It is good. */
  LIVE,
  /** Its grant ended, or it is older than the rights of its subject. */
  REVOKED,
  /** The news are stale and nobody answers. */
  UNKNOWN
}
