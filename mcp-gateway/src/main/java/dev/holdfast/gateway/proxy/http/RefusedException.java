package dev.holdfast.gateway.proxy.http;

import dev.holdfast.contracts.events.CallOutcome;
import io.micronaut.http.HttpResponse;

/** Ends a request at the check it failed, with the answer to give. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final CallOutcome outcome;
  private final transient HttpResponse<?> answer;

  RefusedException(String reason, HttpResponse<?> answer) {
    this(reason, answer.code() >= 500 ? CallOutcome.UNAVAILABLE : CallOutcome.REFUSED, answer);
  }

  private RefusedException(String reason, CallOutcome outcome, HttpResponse<?> answer) {
    super("refused", null, false, false);
    this.reason = reason;
    this.outcome = outcome;
    this.answer = answer;
  }

  /** The same answer to what was let through at first, and then cut. */
  RefusedException afterCut() {
    return new RefusedException("cut", CallOutcome.ABANDONED, answer);
  }

  /** How a call ended that it ends. */
  CallOutcome outcome() {
    return outcome;
  }

  /** Why, in a word for the record. */
  String reason() {
    return reason;
  }

  HttpResponse<?> answer() {
    return answer;
  }
}
