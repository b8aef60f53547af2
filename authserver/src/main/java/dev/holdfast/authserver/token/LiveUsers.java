package dev.holdfast.authserver.token;

import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserState;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.grants.EndReason;
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

  LiveUsers(Users users) {
    this.users = users;
  }

  /** The user, if active ever since signing in. */
  Optional<User> active(String userId, Instant authTime) {
    return users.byId(userId).filter(user -> user.trusts(authTime));
  }

  /** The same by a locking read, which waits for a lock-out under way. */
  Optional<User> stillActive(String userId, Instant authTime) {
    return users.settled(userId).filter(user -> user.trusts(authTime));
  }

  /** Why a grant of a user ends who is not active any more. */
  EndReason endReason(String userId) {
    return users
        .byId(userId)
        .map(User::state)
        .map(LiveUsers::reason)
        .orElse(EndReason.USER_DELETED);
  }

  private static EndReason reason(UserState state) {
    return switch (state) {
      case LOCKED -> EndReason.USER_LOCKED;
      case DISABLED -> EndReason.USER_DISABLED;
      // Let in again already: a new password ends what was, and leaves the user active.
      case ACTIVE -> EndReason.CREDENTIALS_CHANGED;
    };
  }
}
