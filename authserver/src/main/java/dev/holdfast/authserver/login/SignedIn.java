package dev.holdfast.authserver.login;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.user.Users;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Finds out who is signed in at a browser. */
@Singleton
public final class SignedIn {

  private final LoginSessions sessions;
  private final Users users;
  private final BrowserCookies cookies;
  private final Clock clock;

  SignedIn(LoginSessions sessions, Users users, BrowserCookies cookies, Clock clock) {
    this.sessions = sessions;
    this.users = users;
    this.cookies = cookies;
    this.clock = clock;
  }

  /** The live login session of an active user. */
  public Optional<LoginSession> session(HttpRequest<?> http) {
    return cookies
        .session(http)
        .flatMap(secret -> sessions.byIdHash(OpaqueValue.hash(secret)))
        .filter(session -> clock.instant().isBefore(session.expiresAt()))
        .filter(this::stillCounts);
  }

  private boolean stillCounts(LoginSession session) {
    return users.byId(session.userId()).filter(user -> user.trusts(session.authTime())).isPresent();
  }
}
