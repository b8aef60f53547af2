package dev.holdfast.contracts.events;

/** Why a known user could not sign in. The names are part of the event schema. */
public enum LoginFailure {
  /** The password was wrong. */
  WRONG_PASSWORD,
  /** A passkey was refused. */
  WRONG_PASSKEY,
  /** Too soon after earlier failures; right or wrong was not looked at. */
  BACKING_OFF,
  /** The user is locked. */
  LOCKED,
  /** The user is disabled. */
  DISABLED
}
