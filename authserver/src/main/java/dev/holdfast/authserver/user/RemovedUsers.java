package dev.holdfast.authserver.user;

import io.micronaut.context.event.ApplicationEventListener;
import jakarta.inject.Singleton;

/** Forgets the reset links and failed attempts of people who are gone. */
@Singleton
final class RemovedUsers implements ApplicationEventListener<UserRemoved> {

  private final Resets resets;
  private final LoginFailures failures;

  RemovedUsers(Resets resets, LoginFailures failures) {
    this.resets = resets;
    this.failures = failures;
  }

  @Override
  public void onApplicationEvent(UserRemoved removed) {
    resets.removeOf(removed.userId());
    failures.forget(removed.userId());
  }
}
