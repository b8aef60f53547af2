package dev.holdfast.authserver.login;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.authserver.user.Credentials;
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

  /**
   * The user these credentials belong to; slow on purpose, and outside any transaction.
   *
   * @param clientId the client the person signs in for
   */
  public Optional<User> check(String username, String password, String clientId) {
    return credentials.check(username, password, clientId);
  }

  /**
   * Begins a login session and tells the world, in one transaction. The instant is taken under the
   * user's lock, so a lock-out is either seen here or comes after it.
   *
   * @param clientId the client the person signs in for
   * @return the cookie's value; empty if the user was locked meanwhile
   */
  @Transactional
  public Optional<Secret> begin(User user, String clientId) {
    if (users.lockRow(user.id()).filter(User::active).isEmpty()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    String secret = OpaqueValue.random();
    String sid = OpaqueValue.random();
    sessions.save(
        new LoginSession(
            OpaqueValue.hash(secret), sid, user.id(), now, now.plus(issuer.loginLifetime())));
    outbox.append(new LoginSuccess(events.header(user.id(), now), clientId, sid));
    return Optional.of(Secret.of(secret));
  }
}
