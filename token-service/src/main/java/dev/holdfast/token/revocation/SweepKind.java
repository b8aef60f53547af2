package dev.holdfast.token.revocation;

/** What an event can ask for; each at most once per event. The names are in the database. */
public enum SweepKind {
  /** The end of a subject's grants. */
  SUBJECT,
  /** The end of a client's grants. */
  CLIENT,
  /** The end of a login session's grants. */
  SESSION,
  /** An access epoch alone. */
  EPOCH
}
