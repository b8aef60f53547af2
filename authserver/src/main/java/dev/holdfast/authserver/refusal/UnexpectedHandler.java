package dev.holdfast.authserver.refusal;

import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.runtime.tracing.http.RequestTrace;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A defect of ours: fixed text outside, to people as a page, and everything inside the log under
 * the same trace id.
 */
@Singleton
final class UnexpectedHandler implements ExceptionHandler<RuntimeException, HttpResponse<?>> {

  private static final Logger log = LoggerFactory.getLogger(UnexpectedHandler.class);
  private static final String DEFECT =
      "<p role=\"alert\">The mistake is ours. If it stays, tell whoever runs this service the trace"
          + " id <code>%s</code>.</p>";

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<?> handle(HttpRequest request, RuntimeException defect) {
    String traceId = RequestTrace.id(request);
    log.atError().addKeyValue("traceId", traceId).setCause(defect).log("Unexpected");
    if (OperatorApi.isAskedBy(request)) {
      return OperatorApi.unexpected(traceId);
    }
    if (PagesOfPeople.isAskedBy(request)) {
      return Pages.plain(
          HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong", Markup.of(DEFECT, traceId));
    }
    return OAuthErrors.render(
        HttpStatus.INTERNAL_SERVER_ERROR, "server_error", OAuthErrors.fixedText(traceId));
  }
}
