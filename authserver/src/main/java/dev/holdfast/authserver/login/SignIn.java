package dev.holdfast.authserver.login;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.user.Credentials;
import dev.holdfast.authserver.user.LoginAttempt;
import dev.holdfast.authserver.user.User;
import dev.holdfast.authserver.user.UserEvents;
import dev.holdfast.authserver.user.Users;
import dev.holdfast.contracts.events.IdentityEvent.LoginSuccess;
import dev.holdfast.contracts.secret.Secret;
import dev.holdfast.outbox.Outbox;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes login sessions. */
@Singleton
public class SignIn {

  private final Credentials credentials;
  private final Users users;
  private final LoginSessions sessions;
  private final UserEvents events;
  private final Outbox outbox;
  private final Issuer issuer;
  private final Clock clock;

  SignIn(
      Credentials credentials,
      Users users,
      LoginSessions sessions,
      UserEvents events,
      Outbox outbox,
      Issuer issuer,
      Clock clock) {
    this.credentials = credentials;
    this.users = users;
    this.sessions = sessions;
    this.events = events;
    this.outbox = outbox;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** The user these credentials belong to; slow on purpose, and outside any transaction. */
  public Optional<User> check(LoginAttempt attempt) {
    return credentials.check(attempt);
  }

  /**
   * Begins a login session and tells the world, in one transaction. The instant is taken under the
   * user's lock, so a lock-out is either seen here or comes after it, and of several logins at once
   * each supersedes the ones before it.
   *
   * <p>Signing in again at the same browser goes on with its session, under a new cookie: tokens of
   * other clients that name it are not cut off (OpenID Connect Core, section 3.1.2.1, {@code
   * prompt=login}). A session that was superseded does not come back that way.
   *
   * @return the cookie's value; empty if the user was locked, or got another password, meanwhile
   */
  @Transactional
  public Optional<Secret> begin(User user, NewLogin login) {
    if (users.lockRow(user.id()).filter(now -> now.stillIs(user)).isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    String secret = OpaqueValue.random();
    String sid = continued(user, login.before()).orElseGet(OpaqueValue::random);
    sessions.supersedeOthers(user.id(), sid, now);
    sessions.save(
        new LoginSession(
            OpaqueValue.hash(secret),
            sid,
            user.id(),
            login.clientId(),
            login.device(),
            login.amr(),
            now,
            now,
            now.plus(issuer.loginLifetime()),
            null,
            login.provider()));
    outbox.append(new LoginSuccess(events.header(user.id(), now), login.clientId(), sid));
    return Optional.of(Secret.of(secret));
  }

  /** Makes room for the new row; under the user's lock, so nobody else changes the old one. */
  private Optional<String> continued(User user, @Nullable LoginSession before) {
    return Optional.ofNullable(before)
        .flatMap(session -> sessions.bySid(session.sid()))
        .filter(session -> session.userId().equals(user.id()) && !session.superseded())
        .map(LoginSession::sid)
        .filter(sid -> sessions.end(sid) == 1);
  }
}
