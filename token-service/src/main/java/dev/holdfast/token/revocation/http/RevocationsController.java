package dev.holdfast.token.revocation.http;

import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevocationsApi;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.token.caller.Callers;
import dev.holdfast.token.problem.RefusalException;
import dev.holdfast.token.revocation.Sweeps;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller("/revocations")
@ExecuteOn(TaskExecutors.BLOCKING)
class RevocationsController implements RevocationsApi {

  private static final int MAX_EVENT_ID = 255;

  private final Sweeps sweeps;
  private final Callers callers;

  RevocationsController(Sweeps sweeps, Callers callers) {
    this.sweeps = sweeps;
    this.callers = callers;
  }

  @Override
  @RequiresScope(ServiceScope.REVOCATIONS_WRITE)
  public RevocationResult revoke(RevokeGrants request) {
    callers.requirePrimaryIssuer();
    if (request.eventId().length() > MAX_EVENT_ID) {
      throw RefusalException.invalidRequest("The event id is too long.");
    }
    return sweeps.apply(request);
  }
}
