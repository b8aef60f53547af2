package dev.holdfast.authserver.federation;

import dev.holdfast.authserver.user.UserRemoved;
import io.micronaut.context.event.ApplicationEventListener;
import jakarta.inject.Singleton;

/** Forgets who people who are gone were elsewhere. */
@Singleton
final class RemovedUsers implements ApplicationEventListener<UserRemoved> {

  private final FederatedIdentities identities;

  RemovedUsers(FederatedIdentities identities) {
    this.identities = identities;
  }

  @Override
  public void onApplicationEvent(UserRemoved removed) {
    identities.removeAllOf(removed.userId());
  }
}
