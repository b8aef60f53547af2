package dev.holdfast.authserver.login;

import dev.holdfast.authserver.user.LoginsEnded;
import io.micronaut.context.event.ApplicationEventListener;
import jakarta.inject.Singleton;

/** Ends login sessions that end with all others of their user. */
@Singleton
final class EndedLogins implements ApplicationEventListener<LoginsEnded> {

  private final SignOut signOut;

  EndedLogins(SignOut signOut) {
    this.signOut = signOut;
  }

  @Override
  public void onApplicationEvent(LoginsEnded ended) {
    signOut.cutOff(ended.userId());
  }
}
