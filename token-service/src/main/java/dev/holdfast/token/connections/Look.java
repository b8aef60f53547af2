package dev.holdfast.token.connections;

/** What came of one look at a connection. */
sealed interface Look {

  /** An outcome to answer with. */
  record Done(TokenOutcome outcome) implements Look {}

  /** Somebody else is refreshing: look again in a moment. */
  record Wait() implements Look {}

  /** The row moved while we worked: look again at once. */
  record Moved() implements Look {}
}
