package dev.holdfast.authserver.refusal;

import dev.holdfast.authserver.page.Pages;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.netty.handler.codec.DecoderException;
import jakarta.inject.Singleton;

/** A form of a page that cannot be decoded; the OAuth endpoints decode theirs by themselves. */
@Singleton
final class MalformedFormHandler implements ExceptionHandler<DecoderException, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<?> handle(HttpRequest request, DecoderException defect) {
    return Pages.refusal(HttpStatus.BAD_REQUEST, "The form is malformed.");
  }
}
