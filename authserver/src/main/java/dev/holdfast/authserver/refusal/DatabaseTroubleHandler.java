package dev.holdfast.authserver.refusal;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database that refuses a statement is passing trouble. */
@Singleton
final class DatabaseTroubleHandler
    implements ExceptionHandler<DataAccessException, HttpResponse<?>> {

  private static final Logger log = LoggerFactory.getLogger(DatabaseTroubleHandler.class);

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<?> handle(HttpRequest request, DataAccessException trouble) {
    return refused(request, trouble);
  }

  static HttpResponse<?> refused(HttpRequest<?> request, RuntimeException trouble) {
    log.atError().setCause(trouble).log("The database refused");
    return UnavailableHandler.unavailable(request);
  }
}
