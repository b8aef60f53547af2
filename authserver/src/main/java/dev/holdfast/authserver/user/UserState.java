package dev.holdfast.authserver.user;

/** Whether a person may sign in. */
public enum UserState {
  /** May sign in. */
  ACTIVE,
  /** Kept out until unlocked: the quick switch, for a suspicion or a lost device. */
  LOCKED,
  /** Kept out until enabled: the person has left, or must not come back unasked. */
  DISABLED
}
