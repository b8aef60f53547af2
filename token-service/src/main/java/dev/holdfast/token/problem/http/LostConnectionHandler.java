package dev.holdfast.token.problem.http;

import dev.holdfast.contracts.problem.Problem;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** A connection that broke while it was used is passing trouble. */
@Singleton
final class LostConnectionHandler
    implements ExceptionHandler<ConnectionException, HttpResponse<Problem>> {

  private final PassingTrouble passing;

  LostConnectionHandler(PassingTrouble passing) {
    this.passing = passing;
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<Problem> handle(HttpRequest request, ConnectionException trouble) {
    return passing.answer(request, "The database refused", trouble);
  }
}
