package dev.holdfast.authserver.refusal;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

/** Answers of our own APIs that are problems (RFC 9457). */
public final class Problems {

  private Problems() {}

  /** There is no such thing. */
  public static MutableHttpResponse<Problem> notFound(String detail) {
    return of(HttpStatus.NOT_FOUND, ProblemTypes.NOT_FOUND, detail);
  }

  /**
   * Any other.
   *
   * @param type one of {@link ProblemTypes}
   * @param detail for whoever asked; nothing secret
   */
  public static MutableHttpResponse<Problem> of(HttpStatus status, String type, String detail) {
    return answer(Problem.of(type, status.getReason(), status.getCode(), detail));
  }

  static MutableHttpResponse<Problem> answer(Problem problem) {
    return HttpResponse.<Problem>status(HttpStatus.valueOf(problem.status()))
        .contentType(Problem.MEDIA_TYPE)
        .body(problem);
  }
}
