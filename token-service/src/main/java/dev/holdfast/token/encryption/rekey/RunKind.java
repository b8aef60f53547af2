package dev.holdfast.token.encryption.rekey;

/** What a run changes. */
public enum RunKind {
  /** The wrapping of data keys. */
  REWRAP,
  /** The data keys. */
  REENCRYPT
}
