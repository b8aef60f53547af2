package dev.holdfast.authserver.passkey;

/** How removing a passkey ended. */
public enum Removal {
  /** It is gone, and every login of its person with it. */
  REMOVED,
  /** There is no such passkey. */
  UNKNOWN,
  /** It is the last one, and its person wants to be asked for one. */
  SECOND_FACTOR,
  /** Its person could not sign in again. */
  ONLY_WAY
}
