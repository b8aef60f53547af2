package dev.holdfast.gateway.server;

/** What the gateway presents to an upstream server. */
public enum CredentialKind {
  /** Nothing. */
  NONE,
  /** A header that is the same for everybody. */
  HEADER,
  /** The caller's own token at the upstream's provider. */
  CONNECTION,
  /** A token that is given in exchange for the caller's own (RFC 8693). */
  EXCHANGE
}
