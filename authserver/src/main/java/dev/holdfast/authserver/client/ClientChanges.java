package dev.holdfast.authserver.client;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients that come and go. Each change is one transaction with its event; of several that remove
 * one client, exactly one does.
 */
@Singleton
class ClientChanges {

  private static final Logger log = LoggerFactory.getLogger(ClientChanges.class);

  private final ClientRegistry registry;
  private final RegistrationQuota quota;
  private final ClientEvents events;
  private final ApplicationEventPublisher<ClientRemoved> within;

  ClientChanges(
      ClientRegistry registry,
      RegistrationQuota quota,
      ClientEvents events,
      ApplicationEventPublisher<ClientRemoved> within) {
    this.registry = registry;
    this.quota = quota;
    this.events = events;
    this.within = within;
  }

  @Transactional
  void register(Client client, String source) {
    // The transaction's first look at the database: it sees what was counted before its turn.
    quota.check(source);
    registry.addFrom(client, source);
    events.registered(client.clientId());
    log.atInfo().addKeyValue("clientId", client.clientId()).log("Client registered");
  }

  @Transactional
  boolean remove(String clientId) {
    return registry.remove(clientId) && told(clientId);
  }

  @Transactional
  boolean removeAs(String actor, String clientId) {
    if (!remove(clientId)) {
      return false;
    }
    events.acted(actor, "client-delete", clientId);
    return true;
  }

  @Transactional
  boolean removeUnused(String clientId, Instant createdBefore, Instant usedBefore) {
    return registry.removeUnused(clientId, createdBefore, usedBefore) && told(clientId);
  }

  private boolean told(String clientId) {
    within.publishEvent(new ClientRemoved(clientId));
    events.deleted(clientId);
    log.atInfo().addKeyValue("clientId", clientId).log("Client deleted");
    return true;
  }
}
