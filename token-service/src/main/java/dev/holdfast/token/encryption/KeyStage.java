package dev.holdfast.token.encryption;

/** How far a user's change to a new data key has come. */
public enum KeyStage {
  /** There is one data key. */
  SETTLED,
  /** The new one seals; records may still be sealed by the old one. */
  MOVING,
  /** Every record is sealed by the new one; the old one is kept for requests under way. */
  MOVED
}
