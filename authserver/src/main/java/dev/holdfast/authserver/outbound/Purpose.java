package dev.holdfast.authserver.outbound;

/** What an address is asked for. Each has places of its own, so that none can starve another. */
public enum Purpose {
  /** A client's description. */
  DOCUMENT,
  /** A client's keys. */
  KEYS,
  /** To tell a client of a logout. */
  NOTICE
}
