package dev.holdfast.gateway.proxy.http;

import io.micronaut.http.HttpResponse;

/** Ends a request at the check it failed, with the answer to give. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final transient HttpResponse<?> answer;

  RefusedException(String reason, HttpResponse<?> answer) {
    super("refused", null, false, false);
    this.reason = reason;
    this.answer = answer;
  }

  /** Why, in a word for the record. */
  String reason() {
    return reason;
  }

  HttpResponse<?> answer() {
    return answer;
  }
}
