package dev.holdfast.authserver.token;

import dev.holdfast.authserver.code.AuthorizationCode;
import dev.holdfast.authserver.login.Standing;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.grants.EndReason;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks whether a user is active, before and after a grant is touched.
 *
 * <p>A lock takes the user's row first and its instant then, and sweeps every grant that began
 * before. A redemption that overlaps it has either issued its grant before that instant, and the
 * sweep ends it, or sees the lock in {@link #stillActive}, which waits for the row.
 */
@Singleton
class LiveUsers {

  private final Users users;
  private final Standing standing;

  LiveUsers(Users users, Standing standing) {
    this.users = users;
    this.standing = standing;
  }

  /** The user, if active ever since signing in. */
  Optional<User> active(String userId, Instant authTime) {
    return users.byId(userId).filter(user -> user.trusts(authTime));
  }

  /** The same by a locking read, which waits for a lock-out under way. */
  @Transactional
  Optional<User> stillActive(String userId, Instant authTime) {
    return users.lockRow(userId).filter(user -> user.trusts(authTime));
  }

  /**
   * Why a code's grant must not live, by a locking read: a lock-out, a logout or a newer login that
   * began meanwhile is either over, and seen, or comes later, and ends the grant itself.
   */
  @Transactional
  Optional<EndReason> over(AuthorizationCode code) {
    if (users.lockRow(code.userId()).filter(user -> user.trusts(code.authTime())).isEmpty()) {
      return Optional.of(EndReason.USER_LOCKED);
    }
    return standing.lost(code.sid(), code.clientId());
  }
}
