package dev.holdfast.gateway.proxy.http;

import io.micronaut.http.HttpResponse;

/** Ends a request at the check it failed, with the answer to give. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient HttpResponse<?> answer;

  RefusedException(HttpResponse<?> answer) {
    super("refused", null, false, false);
    this.answer = answer;
  }

  HttpResponse<?> answer() {
    return answer;
  }
}
