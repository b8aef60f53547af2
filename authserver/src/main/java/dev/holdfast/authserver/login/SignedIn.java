package dev.holdfast.authserver.login;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.user.Users;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds out who is signed in at a browser. */
@Singleton
public final class SignedIn {

  /** Often enough for people to look at, seldom enough to cost nothing. */
  private static final Duration SEEN_AT_MOST_EVERY = Duration.ofMinutes(1);

  private final LoginSessions sessions;
  private final SingleSession singleSession;
  private final Users users;
  private final BrowserCookies cookies;
  private final Clock clock;

  SignedIn(
      LoginSessions sessions,
      SingleSession singleSession,
      Users users,
      BrowserCookies cookies,
      Clock clock) {
    this.sessions = sessions;
    this.singleSession = singleSession;
    this.users = users;
    this.cookies = cookies;
    this.clock = clock;
  }

  /** The live login session of an active user. */
  public Optional<LoginSession> session(HttpRequest<?> http) {
    Optional<LoginSession> session =
        cookies
            .session(http)
            .flatMap(secret -> sessions.byIdHash(OpaqueValue.hash(secret)))
            .filter(this::live);
    session.ifPresent(this::seen);
    return session;
  }

  /** The same, if it still counts for a client: the person may have signed in elsewhere. */
  public Optional<LoginSession> session(HttpRequest<?> http, String clientId) {
    return session(http).filter(session -> singleSession.counts(session, clientId));
  }

  /** Whether a session has neither expired nor lost its user. */
  public boolean live(LoginSession session) {
    return clock.instant().isBefore(session.expiresAt())
        && users.byId(session.userId()).filter(user -> user.trusts(session.authTime())).isPresent();
  }

  private void seen(LoginSession session) {
    Instant now = clock.instant();
    if (session.lastSeenAt().plus(SEEN_AT_MOST_EVERY).isBefore(now)) {
      sessions.seen(session.sid(), now);
    }
  }
}
