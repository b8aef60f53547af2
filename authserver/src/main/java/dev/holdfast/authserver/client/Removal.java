package dev.holdfast.authserver.client;

/** What became of an operator's wish to remove a client. */
public enum Removal {
  /** It is gone, and so will be its grants. */
  DONE,
  /** There is none. */
  UNKNOWN,
  /** The present configuration has it, and would bring it back at the next start. */
  CONFIGURED
}
