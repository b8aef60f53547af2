package dev.holdfast.authserver.refusal;

import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** A database that cannot be reached, or has no connection left, is passing trouble. */
@Singleton
final class NoConnectionHandler
    implements ExceptionHandler<CannotGetJdbcConnectionException, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<?> handle(HttpRequest request, CannotGetJdbcConnectionException trouble) {
    return DatabaseTroubleHandler.refused(request, trouble);
  }
}
