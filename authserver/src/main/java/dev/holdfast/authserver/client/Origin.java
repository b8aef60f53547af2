package dev.holdfast.authserver.client;

/** Where a client's description comes from. It is this server's to say, never the client's. */
public enum Origin {
  /** An operator's configuration. */
  CONFIGURED,
  /** The client itself, by registering (RFC 7591). */
  REGISTERED,
  /** The document that its id is the address of (OAuth Client ID Metadata Document). */
  DOCUMENT
}
