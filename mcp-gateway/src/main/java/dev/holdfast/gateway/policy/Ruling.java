package dev.holdfast.gateway.policy;

import java.util.List;

/** Whether a message may go on to its server. */
public sealed interface Ruling {

  /** It may. */
  record Allowed() implements Ruling {}

  /**
   * A server might read something else out of it than was judged: its method, or the name of what
   * it acts on, is no text, or a second key is like that of one of them but for its case.
   */
  record Malformed() implements Ruling {}

  /** What it acts on is not let through: to the client it does not exist. */
  record NotOffered(Kind kind, String thing) implements Ruling {}

  /**
   * The caller's token lacks scopes.
   *
   * @param needed all that the operation takes, those the token has included
   */
  record ScopeMissing(List<String> needed) implements Ruling {}
}
