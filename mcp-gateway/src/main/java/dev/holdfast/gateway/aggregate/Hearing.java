package dev.holdfast.gateway.aggregate;

import dev.holdfast.gateway.upstream.Answer;

/** What came of the wish to listen to a server. */
sealed interface Hearing {

  /** Its stream of events. */
  record Open(Answer answer) implements Hearing {}

  /** None for now. */
  record Later() implements Hearing {}

  /** None that this caller could have. */
  record Never() implements Hearing {}
}
