package dev.holdfast.authserver.token;

import dev.holdfast.authserver.grants.Grants;
import dev.holdfast.authserver.login.Standing;
import dev.holdfast.authserver.user.User;
import dev.holdfast.contracts.grants.EndReason;
import dev.holdfast.contracts.grants.Grant;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once more at who is behind a grant, after it was issued or renewed and before any token of
 * it leaves. A grant that was overtaken by a lock-out, a logout or a newer login is ended here.
 */
@Singleton
class LastLook {

  private static final Logger log = LoggerFactory.getLogger(LastLook.class);

  private final Grants grants;
  private final LiveUsers users;
  private final Standing standing;

  LastLook(Grants grants, LiveUsers users, Standing standing) {
    this.grants = grants;
    this.users = users;
    this.standing = standing;
  }

  /** The user with the rights of this moment; empty if shut out meanwhile. */
  Optional<User> user(Grant grant) {
    String userId = grant.subject().subject();
    Optional<User> user = users.stillActive(userId, grant.authTime());
    if (user.isEmpty()) {
      end(grant, users.endReason(userId));
    }
    return user;
  }

  /**
   * The same, and the login session must still count for the client. It is looked at after the
   * locking read: a newer login that this does not see takes its instant later than the grant's,
   * and its sweep ends the grant; what follows a logout not seen here ends it, too.
   */
  Optional<User> userInSession(Grant grant) {
    return user(grant).filter(_ -> sessionCounts(grant));
  }

  private boolean sessionCounts(Grant grant) {
    Optional<EndReason> lost = standing.lost(grant.sid(), grant.clientId());
    lost.ifPresent(reason -> end(grant, reason));
    return lost.isEmpty();
  }

  private void end(Grant grant, EndReason reason) {
    grants.end(grant.gid(), reason);
    log.atInfo().addKeyValue("gid", grant.gid()).addKeyValue("reason", reason).log("Overtaken");
  }
}
