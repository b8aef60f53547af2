package dev.holdfast.authserver.user;

import dev.holdfast.contracts.events.IdentityEvent.UserDeleted;
import dev.holdfast.contracts.events.IdentityEvent.UserLocked;
import dev.holdfast.outbox.Outbox;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes that end what a user has. Each is one transaction that takes the user's row first, the
 * instant of the event then: nothing that was allowed before that instant can still be under way
 * unseen.
 */
@Singleton
public class UserChanges {

  private static final Logger log = LoggerFactory.getLogger(UserChanges.class);

  private final Users users;
  private final UserEvents events;
  private final Outbox outbox;
  private final Clock clock;

  UserChanges(Users users, UserEvents events, Outbox outbox, Clock clock) {
    this.users = users;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Locks a user; again is as good as once. False if there is none. */
  @Transactional
  public boolean lock(String userId) {
    if (users.lockRow(userId).isEmpty()) {
      return false;
    }
    Instant now = clock.instant();
    users.lock(userId, now);
    outbox.append(new UserLocked(events.header(userId, now)));
    log.atInfo().addKeyValue("user", userId).log("User locked");
    return true;
  }

  /** Lets a user sign in again; nothing old comes back. False if there is none. */
  @Transactional
  public boolean unlock(String userId) {
    if (users.lockRow(userId).isEmpty()) {
      return false;
    }
    users.unlock(userId);
    log.atInfo().addKeyValue("user", userId).log("User unlocked");
    return true;
  }

  /** Removes a user for good. False if there is none. */
  @Transactional
  public boolean delete(String userId) {
    if (users.lockRow(userId).isEmpty()) {
      return false;
    }
    users.remove(userId);
    outbox.append(new UserDeleted(events.header(userId, clock.instant())));
    log.atInfo().addKeyValue("user", userId).log("User deleted");
    return true;
  }
}
