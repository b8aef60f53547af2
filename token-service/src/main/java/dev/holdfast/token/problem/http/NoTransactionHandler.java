package dev.holdfast.token.problem.http;

import dev.holdfast.contracts.problem.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;

/** A transaction that could not begin or not end is passing trouble: nothing has happened. */
@Singleton
final class NoTransactionHandler
    implements ExceptionHandler<TransactionException, HttpResponse<Problem>> {

  private final PassingTrouble passing;

  NoTransactionHandler(PassingTrouble passing) {
    this.passing = passing;
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<Problem> handle(HttpRequest request, TransactionException trouble) {
    return passing.answer(request, "The database refused", trouble);
  }
}
