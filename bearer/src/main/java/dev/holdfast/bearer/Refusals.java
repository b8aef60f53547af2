package dev.holdfast.bearer;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

/** Refusals of bearer requests (RFC 6750, section 3; RFC 9457). */
final class Refusals {

  private static final String RETRY_AFTER_SECONDS = "2";

  private Refusals() {}

  static HttpResponse<Problem> unauthenticated() {
    return unauthorized("Bearer", "A bearer token is needed.");
  }

  static HttpResponse<Problem> invalidToken() {
    return unauthorized("Bearer error=\"invalid_token\"", "The bearer token is not valid here.");
  }

  static HttpResponse<Problem> insufficientScope(String scope) {
    String wanted = scope.isEmpty() ? "" : ", scope=\"" + scope + "\"";
    return refusal(
            HttpStatus.FORBIDDEN, ProblemTypes.FORBIDDEN, "Forbidden", "The scope is missing.")
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"" + wanted);
  }

  static HttpResponse<Problem> unavailable() {
    return refusal(
            HttpStatus.SERVICE_UNAVAILABLE,
            ProblemTypes.TEMPORARILY_UNAVAILABLE,
            "Temporarily unavailable",
            "Tokens cannot be checked right now.")
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
  }

  private static HttpResponse<Problem> unauthorized(String challenge, String detail) {
    return refusal(HttpStatus.UNAUTHORIZED, ProblemTypes.UNAUTHENTICATED, "Unauthenticated", detail)
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }

  private static MutableHttpResponse<Problem> refusal(
      HttpStatus status, String type, String title, String detail) {
    return HttpResponse.<Problem>status(status)
        .contentType(Problem.MEDIA_TYPE)
        .body(Problem.of(type, title, status.getCode(), detail));
  }
}
