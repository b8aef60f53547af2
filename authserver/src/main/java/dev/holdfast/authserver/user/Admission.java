package dev.holdfast.authserver.user;

import dev.holdfast.contracts.events.IdentityEvent.UserCreated;
import dev.holdfast.outbox.Outbox;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;

/** Adds a user and tells the world, in one transaction. */
@Singleton
class Admission {

  private final Users users;
  private final UserEvents events;
  private final Outbox outbox;
  private final AuditTrail audit;

  Admission(Users users, UserEvents events, Outbox outbox, AuditTrail audit) {
    this.users = users;
    this.events = events;
    this.outbox = outbox;
    this.audit = audit;
  }

  @Transactional
  User admit(User user, String actor) {
    User added = users.save(user);
    outbox.append(new UserCreated(events.header(user.id(), user.createdAt())));
    audit.acted(actor, "user-create", user.id(), user.createdAt());
    return added;
  }
}
