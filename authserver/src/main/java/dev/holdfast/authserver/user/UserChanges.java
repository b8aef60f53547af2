package dev.holdfast.authserver.user;

import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.IdentityEvent;
import dev.holdfast.contracts.events.IdentityEvent.RolesChanged;
import dev.holdfast.contracts.events.IdentityEvent.UserDeleted;
import dev.holdfast.contracts.events.IdentityEvent.UserDisabled;
import dev.holdfast.contracts.events.IdentityEvent.UserLocked;
import dev.holdfast.contracts.events.IdentityEvent.UserUnlocked;
import dev.holdfast.outbox.Outbox;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators do to users. Each is one transaction that takes the user's row first, the instant
 * of the event then: nothing that was allowed before that instant can still be under way unseen.
 * What is so already is left alone and told nobody.
 */
@Singleton
public class UserChanges {

  private static final Logger log = LoggerFactory.getLogger(UserChanges.class);

  private final Users users;
  private final UserEvents events;
  private final Outbox outbox;
  private final AuditTrail audit;
  private final ApplicationEventPublisher<Object> within;
  private final Clock clock;

  UserChanges(
      Users users,
      UserEvents events,
      Outbox outbox,
      AuditTrail audit,
      ApplicationEventPublisher<Object> within,
      Clock clock) {
    this.users = users;
    this.events = events;
    this.outbox = outbox;
    this.audit = audit;
    this.within = within;
    this.clock = clock;
  }

  /**
   * Changes whether a user may sign in.
   *
   * @param actor the operator
   */
  @Transactional
  public Changed change(String userId, StateChange change, String actor) {
    Optional<User> found = users.lockRow(userId);
    if (found.isEmpty()) {
      return new Changed.Unknown();
    }
    User user = found.get();
    Optional<UserState> next = change.from(user.state());
    if (next.isEmpty()) {
      return new Changed.Refused(user.state());
    }
    if (next.get() == user.state()) {
      return new Changed.Done();
    }
    Instant at = user.after(clock.instant());
    enter(userId, next.get(), at);
    outbox.append(event(change, events.header(userId, at)));
    done(actor, "user-" + change.name().toLowerCase(Locale.ROOT), userId, at);
    return new Changed.Done();
  }

  /**
   * Replaces a user's roles: access tokens become stale, the next refresh has the new rights.
   *
   * @param actor the operator
   */
  @Transactional
  public Changed setRoles(String userId, SortedSet<String> roles, String actor) {
    Optional<User> found = users.lockRow(userId);
    if (found.isEmpty()) {
      return new Changed.Unknown();
    }
    if (found.get().roles().equals(roles)) {
      return new Changed.Done();
    }
    Instant at = found.get().after(clock.instant());
    users.setRoles(userId, String.join(" ", roles), at);
    outbox.append(new RolesChanged(events.header(userId, at), roles));
    done(actor, "user-roles", userId, at);
    return new Changed.Done();
  }

  /**
   * Removes a user for good.
   *
   * @param actor the operator
   */
  @Transactional
  public Changed delete(String userId, String actor) {
    Optional<User> found = users.lockRow(userId);
    if (found.isEmpty()) {
      return new Changed.Unknown();
    }
    Instant at = found.get().after(clock.instant());
    within.publishEvent(new LoginsEnded(userId, at));
    within.publishEvent(new UserRemoved(userId));
    users.remove(userId);
    outbox.append(new UserDeleted(events.header(userId, at)));
    done(actor, "user-delete", userId, at);
    return new Changed.Done();
  }

  private void enter(String userId, UserState state, Instant at) {
    if (state == UserState.ACTIVE) {
      users.admit(userId);
    } else {
      users.shutOut(userId, state, at);
      within.publishEvent(new LoginsEnded(userId, at));
    }
  }

  private static IdentityEvent event(StateChange change, EventHeader header) {
    return switch (change) {
      case LOCK -> new UserLocked(header);
      case DISABLE -> new UserDisabled(header);
      case UNLOCK, ENABLE -> new UserUnlocked(header);
    };
  }

  private void done(String actor, String action, String userId, Instant at) {
    audit.acted(actor, action, userId, at);
    log.atInfo()
        .addKeyValue("user", userId)
        .addKeyValue("action", action)
        .addKeyValue("actor", actor)
        .log("User changed");
  }
}
