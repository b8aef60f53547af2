package dev.holdfast.authserver.passkey;

import dev.holdfast.authserver.user.UserRemoved;
import io.micronaut.context.event.ApplicationEventListener;
import jakarta.inject.Singleton;

/** Forgets the passkeys of people who are gone. */
@Singleton
final class RemovedUsers implements ApplicationEventListener<UserRemoved> {

  private final Passkeys passkeys;
  private final Holders holders;

  RemovedUsers(Passkeys passkeys, Holders holders) {
    this.passkeys = passkeys;
    this.holders = holders;
  }

  @Override
  public void onApplicationEvent(UserRemoved removed) {
    passkeys.removeAllOf(removed.userId());
    holders.remove(removed.userId());
  }
}
