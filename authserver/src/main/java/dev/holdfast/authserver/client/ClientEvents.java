package dev.holdfast.authserver.client;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.contracts.events.AuditEvent.AdministratorActed;
import dev.holdfast.contracts.events.EventHeader;
import dev.holdfast.contracts.events.IdentityEvent.ClientDeleted;
import dev.holdfast.contracts.events.IdentityEvent.ClientRegistered;
import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.outbox.Outbox;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Tells of clients that come and go, in the transaction in which they do. */
@Singleton
final class ClientEvents {

  private final Outbox outbox;
  private final Issuer issuer;
  private final Clock clock;

  ClientEvents(Outbox outbox, Issuer issuer, Clock clock) {
    this.outbox = outbox;
    this.issuer = issuer;
    this.clock = clock;
  }

  void registered(String clientId) {
    outbox.append(new ClientRegistered(header(clientId), clientId));
  }

  void deleted(String clientId) {
    outbox.append(new ClientDeleted(header(clientId), clientId));
  }

  void acted(String actor, String action, String clientId) {
    outbox.append(new AdministratorActed(header(clientId), actor, action, clientId));
  }

  private EventHeader header(String clientId) {
    return new EventHeader(
        UUID.randomUUID().toString(),
        issuer.issuer(),
        clock.instant(),
        new SubjectId(issuer.id(), clientId));
  }
}
