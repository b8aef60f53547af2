package dev.holdfast.authserver.passkey.http;

import dev.holdfast.authserver.refusal.Problems;
import dev.holdfast.contracts.problem.ProblemTypes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;

/** Answers our own script. */
final class OptionsAnswer {

  private OptionsAnswer() {}

  static HttpResponse<?> of(String options) {
    return HttpResponse.ok(options)
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /** Expired, signed out, or not from our page. */
  static HttpResponse<?> refused() {
    return Problems.of(HttpStatus.FORBIDDEN, ProblemTypes.FORBIDDEN, "Load the page again");
  }
}
