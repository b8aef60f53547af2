package dev.holdfast.token.problem.http;

import dev.holdfast.contracts.problem.Problem;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A database that refuses a statement is passing trouble, unless it says that the statement itself
 * will never do.
 */
@Singleton
final class DatabaseTroubleHandler
    implements ExceptionHandler<DataAccessException, HttpResponse<Problem>> {

  private final PassingTrouble passing;
  private final UnexpectedHandler unexpected;

  DatabaseTroubleHandler(PassingTrouble passing, UnexpectedHandler unexpected) {
    this.passing = passing;
    this.unexpected = unexpected;
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<Problem> handle(HttpRequest request, DataAccessException trouble) {
    return isDefect(trouble)
        ? unexpected.handle(request, trouble)
        : passing.answer(request, "The database refused", trouble);
  }

  private static boolean isDefect(Throwable trouble) {
    return Stream.iterate(trouble, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof SQLNonTransientException
                    && !(cause instanceof SQLNonTransientConnectionException));
  }
}
