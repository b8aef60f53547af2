package dev.holdfast.authserver.refusal;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Answers refusals. */
@Singleton
final class OAuthRefusalHandler implements ExceptionHandler<OAuthRefusal, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<?> handle(HttpRequest request, OAuthRefusal refusal) {
    var response = OAuthErrors.render(refusal.error());
    Optional.ofNullable(refusal.challenge())
        .ifPresent(challenge -> response.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
    return response;
  }
}
