package dev.holdfast.authserver.grants;

import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.GrantTokens;
import dev.holdfast.contracts.grants.IntrospectedGrant;
import dev.holdfast.contracts.grants.IssueGrant;
import dev.holdfast.contracts.grants.LiveGrant;
import dev.holdfast.contracts.grants.RefreshGrant;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeSession;
import dev.holdfast.contracts.secret.Secret;
import java.util.List;

/**
 * Grants and refresh tokens, kept elsewhere. Every method throws {@link
 * dev.holdfast.authserver.refusal.TemporarilyUnavailable} if the keeper does not answer; what was
 * asked may then have happened or not.
 */
public interface Grants {

  /** Records a grant. */
  GrantTokens issue(IssueGrant grant);

  /** Exchanges a refresh token presented by an authenticated client. */
  Refreshed refresh(RefreshGrant presented);

  /** Ends the grant of a refresh token, if it is that client's. */
  void revoke(Secret refreshToken, String clientId);

  /** The live grants of a person. */
  List<LiveGrant> live(SubjectId subject);

  /** Tells how a refresh token stands, and changes nothing. */
  IntrospectedGrant introspect(Secret refreshToken);

  /** Whether a grant has neither ended nor expired. */
  boolean isLive(String gid);

  /** Ends a grant. */
  void end(String gid, EndReason reason);

  /** Ends the grants that go with a login session, once per event id. */
  RevocationResult endSession(RevokeSession session);
}
