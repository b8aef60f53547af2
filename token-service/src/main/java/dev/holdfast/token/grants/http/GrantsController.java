package dev.holdfast.token.grants.http;

import dev.holdfast.bearer.RequiresScope;
import dev.holdfast.contracts.claims.ServiceScope;
import dev.holdfast.contracts.grants.EndGrant;
import dev.holdfast.contracts.grants.GrantStatus;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.GrantsApi;
import dev.holdfast.contracts.grants.IntrospectGrant;
import dev.holdfast.contracts.grants.IntrospectedGrant;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.grants.LiveGrant;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.grants.SubjectEpoch;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.token.caller.Callers;
import dev.holdfast.token.epoch.AccessEpochs;
import dev.holdfast.token.grants.Grants;
import dev.holdfast.token.grants.RefreshOutcome.Kept;
import dev.holdfast.token.grants.RefreshOutcome.Reason;
import dev.holdfast.token.grants.RefreshOutcome.Refused;
import dev.holdfast.token.grants.RefreshOutcome.Replayed;
import dev.holdfast.token.grants.RefreshOutcome.Rotated;
import dev.holdfast.token.problem.RefusalException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

@Controller("/grants")
@ExecuteOn(TaskExecutors.BLOCKING)
class GrantsController implements GrantsApi {

  private final Grants grants;
  private final AccessEpochs epochs;
  private final Callers callers;

  GrantsController(Grants grants, AccessEpochs epochs, Callers callers) {
    this.grants = grants;
    this.epochs = epochs;
    this.callers = callers;
  }

  @Override
  @RequiresScope(ServiceScope.GRANTS_WRITE)
  public GrantTokens issue(IssueGrant request) {
    callers.requireIssuer(request.subject().issuer());
    // RFC 8707: an access token is for somebody.
    if (request.resources().isEmpty()) {
      throw RefusalException.invalidRequest("A grant needs a resource.");
    }
    return grants.issue(request);
  }

  @Override
  @RequiresScope(ServiceScope.GRANTS_WRITE)
  public GrantTokens refresh(RefreshGrant request) {
    return switch (grants.refresh(request, callers.issuer())) {
      case Rotated(GrantTokens tokens) -> tokens;
      case Replayed(GrantTokens tokens) -> tokens;
      case Kept(GrantTokens tokens) -> tokens;
      case Refused(Reason reason) -> throw refusal(reason);
    };
  }

  private static RefusalException refusal(Reason reason) {
    return switch (reason) {
      case SCOPE -> RefusalException.scopeExceeded();
      case RESOURCE -> RefusalException.resourceExceeded();
      // RFC 6749, section 5.2: one answer for every reason why the token itself does not count.
      case UNKNOWN, OTHER_CLIENT, ENDED, EXPIRED, REUSED -> RefusalException.refreshRefused();
    };
  }

  @Override
  @RequiresScope(ServiceScope.GRANTS_WRITE)
  public HttpResponse<Void> revoke(RefreshGrant request) {
    grants.revoke(request.refreshToken(), request.clientId(), callers.issuer());
    return HttpResponse.noContent();
  }

  @Override
  @RequiresScope(ServiceScope.GRANTS_WRITE)
  public IntrospectedGrant introspect(IntrospectGrant request) {
    return grants.introspect(request.refreshToken(), callers.issuer());
  }

  @Override
  @RequiresScope(ServiceScope.GRANTS_WRITE)
  public HttpResponse<Void> end(String gid, EndGrant request) {
    grants.end(gid, request.reason(), callers.issuer());
    return HttpResponse.noContent();
  }

  @Override
  @RequiresScope(ServiceScope.GRANTS_WRITE)
  public List<LiveGrant> live(SubjectId subject) {
    callers.requireIssuer(subject.issuer());
    return grants.live(subject);
  }

  @Override
  @RequiresScope(ServiceScope.GRANTS_READ)
  public GrantStatus status(String gid) {
    return grants
        .active(gid, callers.issuer())
        .map(grant -> new GrantStatus(true, epochs.newest(grant.subject()).orElse(null)))
        .orElseGet(() -> new GrantStatus(false, null));
  }

  @Override
  @RequiresScope(ServiceScope.GRANTS_READ)
  public SubjectEpoch epoch(SubjectId subject) {
    callers.requirePrimaryIssuer();
    return new SubjectEpoch(epochs.newest(subject).orElse(null));
  }
}
