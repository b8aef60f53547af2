package dev.holdfast.authserver.login;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.page.Pages;
import dev.holdfast.authserver.pending.BrowserCookies;
import dev.holdfast.authserver.user.Users;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds out who is signed in at a browser, and lets only them change what is theirs. */
@Singleton
public final class SignedIn {

  /** Often enough for people to look at, seldom enough to cost nothing. */
  private static final Duration SEEN_AT_MOST_EVERY = Duration.ofMinutes(1);

  private final LoginSessions sessions;
  private final SingleSession singleSession;
  private final Users users;
  private final BrowserCookies cookies;
  private final FormProof proof;
  private final Clock clock;

  SignedIn(
      LoginSessions sessions,
      SingleSession singleSession,
      Users users,
      BrowserCookies cookies,
      FormProof proof,
      Clock clock) {
    this.sessions = sessions;
    this.singleSession = singleSession;
    this.users = users;
    this.cookies = cookies;
    this.proof = proof;
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

  /**
   * Makes a change that a form of a signed-in person asks for, unless the form is not ours.
   *
   * @param presented the proof that the form carried
   * @return the answer; empty if nobody is signed in any more
   */
  public Optional<HttpResponse<?>> change(
      HttpRequest<?> http,
      @Nullable String presented,
      Function<LoginSession, HttpResponse<?>> change) {
    // RFC 9700, section 4.7.1: the form must be ours.
    return session(http)
        .map(login -> proof.holds(http, presented) ? change.apply(login) : Pages.notOurForm());
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
