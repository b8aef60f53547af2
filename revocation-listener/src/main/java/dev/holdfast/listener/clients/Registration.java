package dev.holdfast.listener.clients;

/** Whether a client is registered, as far as anybody knows. */
public enum Registration {
  /** There is a client of exactly this id. */
  REGISTERED,
  /** There is none. */
  UNKNOWN,
  /** The authserver could not be asked. */
  UNCERTAIN
}
