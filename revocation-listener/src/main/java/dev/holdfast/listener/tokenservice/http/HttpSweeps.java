package dev.holdfast.listener.tokenservice.http;

import dev.holdfast.bearer.ServiceTokenUnavailableException;
import dev.holdfast.contracts.problem.Problem;
import dev.holdfast.contracts.problem.ProblemTypes;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.listener.policy.Decision;
import dev.holdfast.listener.tokenservice.SweepOutcome;
import dev.holdfast.listener.tokenservice.Sweeps;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sweeps over HTTP. Only the token-service's own {@code invalid-request} refuses for good: any
 * other answer, a proxy's 400 or our own missing scope included, can be mended without touching the
 * event, and a lock must not be lost to a misconfiguration.
 */
@Singleton
final class HttpSweeps implements Sweeps {

  private final RevocationsClient tokenService;

  HttpSweeps(RevocationsClient tokenService) {
    this.tokenService = tokenService;
  }

  @Override
  public SweepOutcome apply(Decision.Order decision) {
    try {
      return new SweepOutcome.Applied(ask(decision));
    } catch (HttpClientResponseException e) {
      return refusal(e);
    } catch (HttpClientException | ServiceTokenUnavailableException e) {
      return new SweepOutcome.Unavailable("token-service: " + e.getMessage());
    }
  }

  private RevocationResult ask(Decision.Order decision) {
    return switch (decision) {
      case Decision.Sweep(var order) -> tokenService.revoke(order);
      case Decision.ClientSweep(var order) -> tokenService.revokeClient(order);
      case Decision.EpochRaise(var order) -> {
        tokenService.raiseEpoch(order);
        yield new RevocationResult(new TreeMap<>(), new TreeMap<>());
      }
    };
  }

  private static SweepOutcome refusal(HttpClientResponseException answer) {
    Optional<Problem> problem = answer.getResponse().getBody(Problem.class);
    boolean forGood =
        answer.getStatus() == HttpStatus.BAD_REQUEST
            && problem.map(Problem::type).filter(ProblemTypes.INVALID_REQUEST::equals).isPresent();
    String why = "token-service answered " + answer.code();
    return forGood ? new SweepOutcome.Refused(why) : new SweepOutcome.Unavailable(why);
  }
}
