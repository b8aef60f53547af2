package dev.holdfast.authserver.client;

/** What became of an operator's wish to remove a client. */
public enum Removal {
  /** It is gone, and so will be its grants. */
  DONE,
  /** There is none. */
  UNKNOWN,
  /** It is configured, and would be back at the next start. */
  CONFIGURED
}
