package dev.holdfast.token.problem;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that is answered with a problem. An expected end, so it carries no stack trace. */
public final class RefusalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final @Nullable Duration retryAfter;

  private RefusalException(Problem problem, @Nullable Duration retryAfter) {
    super(problem.title(), null, false, false);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** The request breaks the API's contract. */
  public static RefusalException invalidRequest(String detail) {
    return of(ProblemTypes.INVALID_REQUEST, "Invalid request", 400, detail);
  }

  /** For another issuer's data. */
  public static RefusalException forbidden(String detail) {
    return of(ProblemTypes.FORBIDDEN, "Forbidden", 403, detail);
  }

  /** Nothing of that name. */
  public static RefusalException notFound(String detail) {
    return of(ProblemTypes.NOT_FOUND, "Not found", 404, detail);
  }

  /** A refresh token that cannot be exchanged; the same text whatever the reason. */
  public static RefusalException refreshRefused() {
    return of(
        ProblemTypes.REFRESH_REFUSED,
        "Refresh refused",
        400,
        "The refresh token cannot be exchanged.");
  }

  /** A refresh that asks for more scope than was granted. */
  public static RefusalException scopeExceeded() {
    return of(
        ProblemTypes.SCOPE_EXCEEDED, "Scope exceeded", 400, "Not all of the scope was granted.");
  }

  /** A refresh that asks for a resource that was not granted. */
  public static RefusalException resourceExceeded() {
    return of(
        ProblemTypes.RESOURCE_EXCEEDED,
        "Resource exceeded",
        400,
        "Not all of the resources were granted.");
  }

  /** Consent is needed. */
  public static RefusalException connectionMissing() {
    return of(
        ProblemTypes.CONNECTION_MISSING,
        "Connection missing",
        404,
        "The user has no live connection to the provider.");
  }

  /** A provider is in trouble; the same request may succeed later. */
  public static RefusalException temporarilyUnavailable(Duration retryAfter) {
    return unavailable("The provider does not answer as it should.", retryAfter);
  }

  /** The service lacks something it needs; the same request may succeed later. */
  public static RefusalException unavailable(Duration retryAfter) {
    return unavailable("Try again shortly.", retryAfter);
  }

  private static RefusalException unavailable(String detail, Duration retryAfter) {
    return new RefusalException(
        Problem.of(ProblemTypes.TEMPORARILY_UNAVAILABLE, "Temporarily unavailable", 503, detail),
        retryAfter);
  }

  private static RefusalException of(String type, String title, int status, String detail) {
    return new RefusalException(Problem.of(type, title, status, detail), null);
  }

  /** What the caller is told. */
  public Problem problem() {
    return problem;
  }

  /** When to come back, if that helps. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
