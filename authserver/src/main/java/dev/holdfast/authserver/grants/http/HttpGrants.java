package dev.holdfast.authserver.grants.http;

import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.grants.Refreshed;
import dev.holdfast.authserver.refusal.TemporarilyUnavailable;
import dev.holdfast.contracts.grants.EndGrant;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.IntrospectGrant;
import dev.holdfast.contracts.grants.IntrospectedGrant;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.grants.LiveGrant;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeSession;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.http.client.exceptions.HttpClientException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/** Grants at the token-service. */
@Singleton
final class HttpGrants implements Grants {

  private final GrantsClient client;
  private final RevocationsClient revocations;
  private final GrantCalls calls;

  HttpGrants(GrantsClient client, RevocationsClient revocations, GrantCalls calls) {
    this.client = client;
    this.revocations = revocations;
    this.calls = calls;
  }

  @Override
  public GrantTokens issue(IssueGrant grant) {
    return answered(() -> client.issue(grant));
  }

  @Override
  public Refreshed refresh(RefreshGrant presented) {
    return calls.refresh(presented);
  }

  @Override
  public void revoke(Secret refreshToken, String clientId) {
    answered(() -> client.revoke(new RefreshGrant(refreshToken, clientId)));
  }

  @Override
  public List<LiveGrant> live(SubjectId subject) {
    return answered(() -> client.live(subject));
  }

  @Override
  public IntrospectedGrant introspect(Secret refreshToken) {
    return answered(() -> client.introspect(new IntrospectGrant(refreshToken)));
  }

  @Override
  public boolean isLive(String gid) {
    return calls.status(gid).active();
  }

  @Override
  public void end(String gid, EndReason reason) {
    answered(() -> client.end(gid, new EndGrant(reason)));
  }

  @Override
  public RevocationResult endSession(RevokeSession session) {
    return answered(() -> revocations.revokeSession(session));
  }

  /** Anything but an expected answer is the token-service's trouble, never the client's fault. */
  private static <T> T answered(Supplier<T> call) {
    try {
      return call.get();
    } catch (HttpClientException e) {
      throw new TemporarilyUnavailable("token-service grants", e);
    }
  }
}
