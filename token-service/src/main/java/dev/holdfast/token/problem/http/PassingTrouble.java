package dev.holdfast.token.problem.http;

import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.token.problem.RefusalException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers trouble behind us, which is no fault of the caller's and no defect of ours, with 503. */
@Singleton
final class PassingTrouble {

  private static final Logger log = LoggerFactory.getLogger(PassingTrouble.class);
  private static final Duration SHORTLY = Duration.ofSeconds(1);

  private final RefusalHandler refusals;

  PassingTrouble(RefusalHandler refusals) {
    this.refusals = refusals;
  }

  HttpResponse<Problem> answer(HttpRequest<?> request, String what, RuntimeException trouble) {
    log.atError().setCause(trouble).log(what);
    return refusals.handle(request, RefusalException.unavailable(SHORTLY));
  }
}
