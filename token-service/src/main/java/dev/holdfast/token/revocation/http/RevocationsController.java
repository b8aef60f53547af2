package dev.holdfast.token.revocation.http;

import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.revocation.EpochReason;
import dev.holdfast.contracts.revocation.RaiseEpoch;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevocationsApi;
import dev.holdfast.contracts.revocation.RevokeClient;
import dev.holdfast.contracts.revocation.RevokeGrants;
import dev.holdfast.contracts.revocation.RevokeSession;
import dev.holdfast.token.caller.Callers;
import dev.holdfast.token.problem.RefusalException;
import dev.holdfast.token.revocation.ClientSweeps;
import dev.holdfast.token.revocation.EpochRaises;
import dev.holdfast.token.revocation.SessionSweeps;
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
  private final SessionSweeps sessionSweeps;
  private final EpochRaises epochRaises;
  private final Callers callers;

  RevocationsController(
      Sweeps sweeps,
      ClientSweeps clientSweeps,
      SessionSweeps sessionSweeps,
      EpochRaises epochRaises,
      Callers callers) {
    this.sweeps = sweeps;
    this.clientSweeps = clientSweeps;
    this.sessionSweeps = sessionSweeps;
    this.epochRaises = epochRaises;
    this.callers = callers;
  }

  @Override
  @RequiresScope(ServiceScope.REVOCATIONS_WRITE)
  public RevocationResult revoke(RevokeGrants request) {
    callers.requirePrimaryIssuer();
    checkLength(request.eventId());
    if (EpochReason.of(request.reason()).isPresent()
        && (request.clientIds() != null || request.sparedSid() != null)) {
      throw RefusalException.invalidRequest("A sweep for this reason exempts nobody.");
    }
    return sweeps.apply(request);
  }

  @Override
  @RequiresScope(ServiceScope.REVOCATIONS_WRITE)
  public RevocationResult revokeClient(RevokeClient request) {
    callers.requirePrimaryIssuer();
    checkLength(request.eventId());
    return clientSweeps.apply(request);
  }

  @Override
  @RequiresScope(ServiceScope.GRANTS_WRITE)
  public RevocationResult revokeSession(RevokeSession request) {
    callers.requireIssuer(request.subject().issuer());
    checkLength(request.eventId());
    return sessionSweeps.apply(request);
  }

  @Override
  @RequiresScope(ServiceScope.REVOCATIONS_WRITE)
  public HttpResponse<Void> raiseEpoch(RaiseEpoch request) {
    callers.requirePrimaryIssuer();
    checkLength(request.eventId());
    epochRaises.apply(request);
    return HttpResponse.noContent();
  }

  private static void checkLength(String eventId) {
    if (eventId.length() > MAX_EVENT_ID) {
      throw RefusalException.invalidRequest("The event id is too long.");
    }
  }
}
