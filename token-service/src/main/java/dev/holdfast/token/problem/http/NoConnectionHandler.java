package dev.holdfast.token.problem.http;

import dev.holdfast.contracts.problem.Problem;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** A database that cannot be reached, or has no connection left, is passing trouble. */
@Singleton
final class NoConnectionHandler
    implements ExceptionHandler<CannotGetJdbcConnectionException, HttpResponse<Problem>> {

  private final PassingTrouble passing;

  NoConnectionHandler(PassingTrouble passing) {
    this.passing = passing;
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<Problem> handle(
      HttpRequest request, CannotGetJdbcConnectionException trouble) {
    return passing.answer(request, "The database refused", trouble);
  }
}
