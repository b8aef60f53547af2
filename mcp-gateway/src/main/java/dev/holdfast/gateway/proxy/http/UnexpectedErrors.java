package dev.holdfast.gateway.proxy.http;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.runtime.tracing.http.RequestTrace;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a defect with fixed text and a trace id that the log holds too. */
@Singleton
final class UnexpectedErrors implements ExceptionHandler<RuntimeException, HttpResponse<Problem>> {

  private static final Logger log = LoggerFactory.getLogger(UnexpectedErrors.class);

  @Override
  @SuppressWarnings("rawtypes") // As the framework declares it.
  public HttpResponse<Problem> handle(HttpRequest request, RuntimeException exception) {
    String traceId = RequestTrace.id(request);
    log.atError().addKeyValue("trace_id", traceId).setCause(exception).log("Unexpected");
    return HttpResponse.<Problem>serverError()
        .contentType(Problem.MEDIA_TYPE)
        .body(
            new Problem(
                ProblemTypes.UNEXPECTED, "Unexpected error", 500, "See the trace id.", traceId));
  }
}
