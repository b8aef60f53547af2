package dev.holdfast.gateway.restart;

import dev.holdfast.gateway.upstream.Answer;

/** What came of a call. */
public sealed interface Outcome {

  /** The server answered. */
  record Answered(Answer answer) implements Outcome {}

  /** The session is over, and there is no other in its place: the client must begin anew. */
  record Gone() implements Outcome {}
}
