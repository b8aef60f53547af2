package dev.holdfast.gateway.revocation;

/** How a token's grant stands. */
public enum Standing {
  /** It lives. */
  LIVE,
  /** It ended. */
  REVOKED,
  /** The news are stale and nobody answers. */
  UNKNOWN
}
