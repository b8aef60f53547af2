package dev.holdfast.authserver.consent;

import dev.holdfast.authserver.client.ClientRemoved;
import io.micronaut.context.event.ApplicationEventListener;
import jakarta.inject.Singleton;

/** Forgets what people allowed clients that are gone: whoever comes back asks anew. */
@Singleton
final class RemovedClients implements ApplicationEventListener<ClientRemoved> {

  private final Consents consents;

  RemovedClients(Consents consents) {
    this.consents = consents;
  }

  @Override
  public void onApplicationEvent(ClientRemoved removed) {
    consents.removeAllFor(removed.clientId());
  }
}
