package dev.holdfast.authserver.refusal;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passing trouble is 503, never an error that makes a client throw its tokens away. */
@Singleton
final class UnavailableHandler
    implements ExceptionHandler<TemporarilyUnavailable, HttpResponse<?>> {

  private static final Logger log = LoggerFactory.getLogger(UnavailableHandler.class);

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
    return OAuthErrors.render(
            HttpStatus.SERVICE_UNAVAILABLE, "temporarily_unavailable", "Try again shortly")
        .header(HttpHeaders.RETRY_AFTER, "1");
  }
}
