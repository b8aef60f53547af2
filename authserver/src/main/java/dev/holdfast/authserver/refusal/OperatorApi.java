package dev.holdfast.authserver.refusal;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import org.jspecify.annotations.Nullable;

/** The operators' API, where errors are problems (RFC 9457) and not OAuth errors. */
final class OperatorApi {

  private static final String PATH = "/admin/";

  private OperatorApi() {}

  static boolean isAskedBy(HttpRequest<?> request) {
    return request.getPath().startsWith(PATH);
  }

  static MutableHttpResponse<Problem> unavailable() {
    return problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            ProblemTypes.TEMPORARILY_UNAVAILABLE,
            "Try again shortly",
            null)
        .header(HttpHeaders.RETRY_AFTER, "1");
  }

  static MutableHttpResponse<Problem> unexpected(String traceId) {
    return problem(
        HttpStatus.INTERNAL_SERVER_ERROR,
        ProblemTypes.UNEXPECTED,
        "Something went wrong on our side",
        traceId);
  }

  private static MutableHttpResponse<Problem> problem(
      HttpStatus status, String type, String detail, @Nullable String traceId) {
    return Problems.answer(
        new Problem(type, status.getReason(), status.getCode(), detail, traceId));
  }
}
