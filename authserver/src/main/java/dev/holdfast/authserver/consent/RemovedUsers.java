package dev.holdfast.authserver.consent;

import dev.holdfast.authserver.user.UserRemoved;
import io.micronaut.context.event.ApplicationEventListener;
import jakarta.inject.Singleton;

/** Forgets what people allowed who are gone. */
@Singleton
final class RemovedUsers implements ApplicationEventListener<UserRemoved> {

  private final Consents consents;

  RemovedUsers(Consents consents) {
    this.consents = consents;
  }

  @Override
  public void onApplicationEvent(UserRemoved removed) {
    consents.removeAllOf(removed.userId());
  }
}
