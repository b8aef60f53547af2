package dev.holdfast.gateway.proxy.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Sends the answer that a failed check decided on. */
@Singleton
final class RefusedHandler implements ExceptionHandler<RefusedException, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes") // As the framework declares it.
  public HttpResponse<?> handle(HttpRequest request, RefusedException refused) {
    return refused.answer();
  }
}
