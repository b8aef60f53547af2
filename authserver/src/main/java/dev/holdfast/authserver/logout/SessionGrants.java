package dev.holdfast.authserver.logout;

import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.login.SingleSession;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.Grant;
import dev.holdfast.contracts.grants.LiveGrant;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Ends the grants that live only as long as the login session they were issued in.
 *
 * <p>Those are all grants of a single-session client, which is nothing without its browser; and,
 * for other clients, those that are for this server only and did not ask for {@code offline_access}
 * (OpenID Connect Back-Channel Logout, section 2.7). A grant for a resource, such as an MCP server,
 * stays: an assistant works on after its person has closed the browser.
 */
@Singleton
final class SessionGrants {

  private static final String OFFLINE = "offline_access";

  private final Grants grants;
  private final SingleSession singleSession;
  private final UserEvents users;
  private final Issuer issuer;

  SessionGrants(Grants grants, SingleSession singleSession, UserEvents users, Issuer issuer) {
    this.grants = grants;
    this.singleSession = singleSession;
    this.users = users;
    this.issuer = issuer;
  }

  /** Ends them; again is as good as once. */
  void end(String userId, String sid) {
    grants.live(users.subject(userId)).stream()
        .map(LiveGrant::grant)
        .filter(grant -> grant.sid().equals(sid) && bound(grant))
        .forEach(grant -> grants.end(grant.gid(), EndReason.LOGOUT));
  }

  private boolean bound(Grant grant) {
    return singleSession.clientIds().contains(grant.clientId())
        || (grant.resources().equals(List.of(issuer.id())) && !grant.scopes().contains(OFFLINE));
  }
}
