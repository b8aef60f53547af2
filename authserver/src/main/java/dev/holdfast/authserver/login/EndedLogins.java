package dev.holdfast.authserver.login;

import dev.holdfast.authserver.user.LoginsEnded;
import io.micronaut.context.event.ApplicationEventListener;
import jakarta.inject.Singleton;

/** Forgets login sessions that have ended with all others of their user. */
@Singleton
final class EndedLogins implements ApplicationEventListener<LoginsEnded> {

  private final LoginSessions sessions;

  EndedLogins(LoginSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void onApplicationEvent(LoginsEnded ended) {
    sessions.endAllOf(ended.userId());
  }
}
