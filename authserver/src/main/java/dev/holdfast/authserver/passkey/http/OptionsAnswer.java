package dev.holdfast.authserver.passkey.http;

import dev.holdfast.contracts.problem.Problem;
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
    HttpStatus status = HttpStatus.FORBIDDEN;
    return HttpResponse.status(status)
        .contentType(Problem.MEDIA_TYPE)
        .body(
            Problem.of(
                ProblemTypes.FORBIDDEN,
                status.getReason(),
                status.getCode(),
                "Load the page again"));
  }
}
