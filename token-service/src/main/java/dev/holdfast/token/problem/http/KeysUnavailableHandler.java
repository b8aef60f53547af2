package dev.holdfast.token.problem.http;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.token.encryption.KeysUnavailableException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** A key service that does not answer is passing trouble; a key that does not open is a defect. */
@Singleton
final class KeysUnavailableHandler
    implements ExceptionHandler<KeysUnavailableException, HttpResponse<Problem>> {

  private final PassingTrouble passing;
  private final UnexpectedHandler unexpected;

  KeysUnavailableHandler(PassingTrouble passing, UnexpectedHandler unexpected) {
    this.passing = passing;
    this.unexpected = unexpected;
  }

  @Override
  @SuppressWarnings("rawtypes") // The interface's own signature.
  public HttpResponse<Problem> handle(HttpRequest request, KeysUnavailableException trouble) {
    return trouble.isPassing()
        ? passing.answer(request, "The key service did not answer", trouble)
        : unexpected.handle(request, trouble);
  }
}
