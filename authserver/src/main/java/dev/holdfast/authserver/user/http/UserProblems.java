package dev.holdfast.authserver.user.http;

import dev.holdfast.authserver.refusal.Problems;
import dev.holdfast.authserver.user.Changed;
import dev.holdfast.authserver.user.NewPasswords.Outcome;
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
          Problems.of(
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
    return Problems.of(HttpStatus.BAD_REQUEST, ProblemTypes.INVALID_REQUEST, detail);
  }

  static HttpResponse<?> taken() {
    return Problems.of(HttpStatus.CONFLICT, ProblemTypes.INVALID_REQUEST, "The user name is taken");
  }

  static HttpResponse<?> notFound() {
    return Problems.notFound("No such user");
  }
}
