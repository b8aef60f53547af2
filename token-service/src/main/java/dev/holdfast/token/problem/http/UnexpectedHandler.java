package dev.holdfast.token.problem.http;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the unexpected with a fixed text, and logs it under the trace id it gives away. */
@Singleton
final class UnexpectedHandler implements ExceptionHandler<Throwable, HttpResponse<Problem>> {

  private static final Logger log = LoggerFactory.getLogger(UnexpectedHandler.class);

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<Problem> handle(HttpRequest request, Throwable unexpected) {
    String traceId = UUID.randomUUID().toString().replace("-", "");
    log.atError().addKeyValue("traceId", traceId).setCause(unexpected).log("Unexpected failure");
    return HttpResponse.<Problem>serverError()
        .contentType(Problem.MEDIA_TYPE)
        .body(
            new Problem(
                ProblemTypes.UNEXPECTED,
                "Unexpected",
                500,
                "The service failed; its log tells more under the trace id.",
                traceId));
  }
}
