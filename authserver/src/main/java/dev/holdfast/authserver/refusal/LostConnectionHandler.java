package dev.holdfast.authserver.refusal;

import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** A connection that broke while it was used is passing trouble. */
@Singleton
final class LostConnectionHandler
    implements ExceptionHandler<ConnectionException, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<?> handle(HttpRequest request, ConnectionException trouble) {
    return DatabaseTroubleHandler.refused(request, trouble);
  }
}
