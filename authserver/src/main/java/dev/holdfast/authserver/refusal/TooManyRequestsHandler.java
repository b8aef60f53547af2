package dev.holdfast.authserver.refusal;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/**
 * Answers 429: to people as a page, to clients with the error of passing trouble, because OAuth has
 * none of its own for it, and nothing here may look like a refused grant.
 */
@Singleton
final class TooManyRequestsHandler implements ExceptionHandler<TooManyRequests, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<?> handle(HttpRequest request, TooManyRequests refusal) {
    if (PagesOfPeople.isAskedBy(request)) {
      return TooOften.page(refusal.waiting());
    }
    return OAuthErrors.render(
            HttpStatus.TOO_MANY_REQUESTS, "temporarily_unavailable", "Too many requests")
        .header(
            HttpHeaders.RETRY_AFTER, Long.toString(TooManyRequests.retryAfter(refusal.waiting())));
  }
}
