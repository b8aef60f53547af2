package dev.holdfast.authserver.user.http;

import dev.holdfast.authserver.user.Changed;
import dev.holdfast.authserver.user.NewPasswords.Outcome;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.util.Locale;

/** What operators are told when something cannot be done (RFC 9457). */
final class UserProblems {

  private UserProblems() {}

  static HttpResponse<?> of(Changed changed) {
    return switch (changed) {
      case Changed.Done _ -> HttpResponse.noContent();
      case Changed.Unknown _ -> notFound();
      case Changed.Refused refused ->
          problem(
              HttpStatus.CONFLICT,
              ProblemTypes.INVALID_REQUEST,
              "The user is " + refused.state().name().toLowerCase(Locale.ROOT));
    };
  }

  static HttpResponse<?> of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Set _ -> HttpResponse.noContent();
      case Outcome.Objected(String reason) -> invalid(reason);
      case Outcome.Refused _ -> notFound();
    };
  }

  static HttpResponse<?> invalid(String detail) {
    return problem(HttpStatus.BAD_REQUEST, ProblemTypes.INVALID_REQUEST, detail);
  }

  static HttpResponse<?> taken() {
    return problem(HttpStatus.CONFLICT, ProblemTypes.INVALID_REQUEST, "The user name is taken");
  }

  static HttpResponse<?> notFound() {
    return problem(HttpStatus.NOT_FOUND, ProblemTypes.NOT_FOUND, "No such user");
  }

  private static HttpResponse<?> problem(HttpStatus status, String type, String detail) {
    return HttpResponse.status(status)
        .contentType(Problem.MEDIA_TYPE)
        .body(Problem.of(type, status.getReason(), status.getCode(), detail));
  }
}
