package dev.holdfast.runtime.tracing.http;

import dev.holdfast.runtime.tracing.PropagatedTrace;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.MDC;

/** Answers as our services do, and tells what the log would show. */
@Singleton
@Requires(property = "tracing.test")
class DefectHandler implements ExceptionHandler<IllegalStateException, HttpResponse<String>> {

  @Override
  @SuppressWarnings("rawtypes") // As the framework declares it.
  public HttpResponse<String> handle(HttpRequest request, IllegalStateException defect) {
    return HttpResponse.serverError(
        "told " + RequestTrace.id(request) + ", logged " + MDC.get(PropagatedTrace.TRACE_ID));
  }
}
