package dev.holdfast.token.problem.http;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** The framework's own refusals, such as a body that breaks its constraints, as problems. */
@Singleton
final class FrameworkProblems implements ErrorResponseProcessor<Problem> {

  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    int status = response.code();
    String title = response.reason();
    return response
        .contentType(Problem.MEDIA_TYPE)
        .body(Problem.of(type(status), title, status, "The request cannot be served as it is."));
  }

  private static String type(int status) {
    return switch (status) {
      case 404 -> ProblemTypes.NOT_FOUND;
      case 500 -> ProblemTypes.UNEXPECTED;
      default -> ProblemTypes.INVALID_REQUEST;
    };
  }
}
