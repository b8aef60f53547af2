package dev.holdfast.authserver.refusal;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;

/** A transaction that could not begin or not end is passing trouble: nothing has happened. */
@Singleton
final class NoTransactionHandler
    implements ExceptionHandler<TransactionException, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<?> handle(HttpRequest request, TransactionException trouble) {
    return DatabaseTroubleHandler.refused(request, trouble);
  }
}
