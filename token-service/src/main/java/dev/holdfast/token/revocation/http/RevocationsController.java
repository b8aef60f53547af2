package dev.holdfast.token.revocation.http;

import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.contracts.revocation.RaiseEpoch;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevocationsApi;
import dev.holdfast.contracts.revocation.RevokeClient;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.token.caller.Callers;
import dev.holdfast.token.problem.RefusalException;
import dev.holdfast.token.revocation.ClientSweeps;
import dev.holdfast.token.revocation.EpochRaises;
import dev.holdfast.token.revocation.Sweeps;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

@Controller("/revocations")
@ExecuteOn(TaskExecutors.BLOCKING)
class RevocationsController implements RevocationsApi {

  private static final int MAX_EVENT_ID = 255;

  private final Sweeps sweeps;
  private final ClientSweeps clientSweeps;
  private final EpochRaises epochRaises;
  private final Callers callers;

  RevocationsController(
      Sweeps sweeps, ClientSweeps clientSweeps, EpochRaises epochRaises, Callers callers) {
    this.sweeps = sweeps;
    this.clientSweeps = clientSweeps;
    this.epochRaises = epochRaises;
    this.callers = callers;
  }

  @Override
  @RequiresScope(ServiceScope.REVOCATIONS_WRITE)
  public RevocationResult revoke(RevokeGrants request) {
    check(request.eventId());
    if (EpochReason.of(request.reason()).isPresent()
        && (request.clientIds() != null || request.sparedSid() != null)) {
      throw RefusalException.invalidRequest("A sweep for this reason exempts nobody.");
    }
    return sweeps.apply(request);
  }

  @Override
  @RequiresScope(ServiceScope.REVOCATIONS_WRITE)
  public RevocationResult revokeClient(RevokeClient request) {
    check(request.eventId());
    return clientSweeps.apply(request);
  }

  @Override
  @RequiresScope(ServiceScope.REVOCATIONS_WRITE)
  public HttpResponse<Void> raiseEpoch(RaiseEpoch request) {
    check(request.eventId());
    epochRaises.apply(request);
    return HttpResponse.noContent();
  }

  private void check(String eventId) {
    callers.requirePrimaryIssuer();
    if (eventId.length() > MAX_EVENT_ID) {
      throw RefusalException.invalidRequest("The event id is too long.");
    }
  }
}
