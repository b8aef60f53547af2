package dev.holdfast.authserver.refusal;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * What the framework refuses by itself (unknown path, wrong method, too large): as a problem on the
 * operators' API, as an OAuth error elsewhere. The framework's own texts may quote the request, so
 * none of them goes out.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class PlainErrors implements ErrorResponseProcessor<Object> {

  @Override
  public MutableHttpResponse<Object> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    return OperatorApi.isAskedBy(context.getRequest()) ? problem(response) : error(response);
  }

  private static MutableHttpResponse<Object> problem(MutableHttpResponse<?> response) {
    String type =
        switch (HttpStatus.valueOf(response.code())) {
          case NOT_FOUND -> ProblemTypes.NOT_FOUND;
          case HttpStatus status when status.getCode() >= 500 -> ProblemTypes.UNEXPECTED;
          default -> ProblemTypes.INVALID_REQUEST;
        };
    return response
        .contentType(Problem.MEDIA_TYPE)
        .body(new Problem(type, response.reason(), response.code(), null, null));
  }

  private static MutableHttpResponse<Object> error(MutableHttpResponse<?> response) {
    String code = response.code() >= 500 ? "server_error" : "invalid_request";
    return response
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(Map.of("error", code, "error_description", response.reason()));
  }
}
