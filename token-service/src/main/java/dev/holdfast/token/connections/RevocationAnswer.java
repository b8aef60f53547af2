package dev.holdfast.token.connections;

/** What came of asking a provider to revoke a token (RFC 7009). */
public enum RevocationAnswer {

  /** The token is worthless. */
  REVOKED,

  /** The provider has no such endpoint, or does not revoke such tokens. */
  UNSUPPORTED,

  /** No usable answer; worth another try. */
  UNAVAILABLE
}
