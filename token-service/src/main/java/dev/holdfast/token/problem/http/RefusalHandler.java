package dev.holdfast.token.problem.http;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.token.problem.RefusalException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers a refusal. */
@Singleton
final class RefusalHandler implements ExceptionHandler<RefusalException, HttpResponse<Problem>> {

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<Problem> handle(HttpRequest request, RefusalException refusal) {
    MutableHttpResponse<Problem> response =
        HttpResponse.<Problem>status(refusal.problem().status(), refusal.problem().title())
            .contentType(Problem.MEDIA_TYPE)
            .body(refusal.problem());
    // RFC 9110, section 10.2.3: whole seconds, so a fraction is rounded up.
    refusal
        .retryAfter()
        .ifPresent(
            wait ->
                response.header(
                    HttpHeaders.RETRY_AFTER, Long.toString(wait.plusMillis(999).toSeconds())));
    return response;
  }
}
