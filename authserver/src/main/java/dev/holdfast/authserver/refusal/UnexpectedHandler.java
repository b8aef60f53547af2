package dev.holdfast.authserver.refusal;

import dev.holdfast.runtime.tracing.http.RequestTrace;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A defect of ours: fixed text outside, everything inside the log under the same trace id. */
@Singleton
final class UnexpectedHandler implements ExceptionHandler<RuntimeException, HttpResponse<?>> {

  private static final Logger log = LoggerFactory.getLogger(UnexpectedHandler.class);

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<?> handle(HttpRequest request, RuntimeException defect) {
    String traceId = RequestTrace.id(request);
    log.atError().addKeyValue("traceId", traceId).setCause(defect).log("Unexpected");
    if (OperatorApi.isAskedBy(request)) {
      return OperatorApi.unexpected(traceId);
    }
    return OAuthErrors.render(
        HttpStatus.INTERNAL_SERVER_ERROR, "server_error", OAuthErrors.fixedText(traceId));
  }
}
