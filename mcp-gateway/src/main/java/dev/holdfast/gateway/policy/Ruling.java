package dev.holdfast.gateway.policy;

import java.util.List;

/** Whether a message may go on to its server. */
public sealed interface Ruling {

  /** It may. */
  record Allowed() implements Ruling {}

  /** Its method, or the name of what it acts on, is no text, and a server might make one of it. */
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
