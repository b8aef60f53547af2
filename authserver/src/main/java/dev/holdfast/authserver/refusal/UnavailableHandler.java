package dev.holdfast.authserver.refusal;

import dev.holdfast.authserver.page.Markup;
import dev.holdfast.authserver.page.Pages;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passing trouble is 503, to people as a page, never an error that makes a client throw its tokens
 * away.
 */
@Singleton
final class UnavailableHandler
    implements ExceptionHandler<TemporarilyUnavailable, HttpResponse<?>> {

  private static final Logger log = LoggerFactory.getLogger(UnavailableHandler.class);
  private static final String LATER =
      "<p role=\"alert\">Something we need does not answer. Wait a moment, go back, and try"
          + " again.</p>";

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<?> handle(HttpRequest request, TemporarilyUnavailable trouble) {
    log.atWarn()
        .addKeyValue("what", trouble.getMessage())
        .addKeyValue("cause", String.valueOf(trouble.getCause()))
        .log("Temporarily unavailable");
    return unavailable(request);
  }

  static HttpResponse<?> unavailable(HttpRequest<?> request) {
    if (OperatorApi.isAskedBy(request)) {
      return OperatorApi.unavailable();
    }
    if (PagesOfPeople.isAskedBy(request)) {
      return Pages.plain(HttpStatus.SERVICE_UNAVAILABLE, "Not now", Markup.of(LATER))
          .header(HttpHeaders.RETRY_AFTER, "1");
    }
    return OAuthErrors.render(
            HttpStatus.SERVICE_UNAVAILABLE, "temporarily_unavailable", "Try again shortly")
        .header(HttpHeaders.RETRY_AFTER, "1");
  }
}
