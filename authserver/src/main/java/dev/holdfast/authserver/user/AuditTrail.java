package dev.holdfast.authserver.user;

import dev.holdfast.contracts.events.AuditEvent.AdministratorActed;
import dev.holdfast.outbox.Outbox;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Tells what operators did, in the transaction of the deed. */
@Singleton
final class AuditTrail {

  private final UserEvents events;
  private final Outbox outbox;

  AuditTrail(UserEvents events, Outbox outbox) {
    this.events = events;
    this.outbox = outbox;
  }

  void acted(String actor, String action, String userId, Instant at) {
    outbox.append(new AdministratorActed(events.header(userId, at), actor, action, userId));
  }
}
