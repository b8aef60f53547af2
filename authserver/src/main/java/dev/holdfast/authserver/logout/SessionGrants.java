package dev.holdfast.authserver.logout;

import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.login.SingleSession;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.contracts.revocation.RevocationResult;
import dev.holdfast.contracts.revocation.RevokeSession;
import jakarta.inject.Singleton;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger log = LoggerFactory.getLogger(SessionGrants.class);
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
  void end(Duty duty) {
    RevocationResult result =
        grants.endSession(
            new RevokeSession(
                duty.id(),
                users.subject(duty.userId()),
                duty.sid(),
                new TreeSet<>(singleSession.clientIds()),
                issuer.id(),
                OFFLINE));
    log.atInfo()
        .addKeyValue("sid", duty.sid())
        .addKeyValue("revoked", result.revoked())
        .addKeyValue("spared", result.spared())
        .log("Grants ended with their login session");
  }
}
