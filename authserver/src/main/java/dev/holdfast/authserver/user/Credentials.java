package dev.holdfast.authserver.user;

import dev.holdfast.contracts.events.LoginFailure;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Checks user names and passwords. Whatever the reason of a refusal, even that nobody has the name,
 * it looks the same and costs the same.
 */
@Singleton
public final class Credentials {

  private final Users users;
  private final Passwords passwords;
  private final Settlement settlement;
  private final LoginMetrics metrics;

  Credentials(Users users, Passwords passwords, Settlement settlement, LoginMetrics metrics) {
    this.users = users;
    this.passwords = passwords;
    this.settlement = settlement;
    this.metrics = metrics;
  }

  /**
   * The user who may sign in with these. A refusal of a known user is counted and published.
   *
   * @param clientId what the person wants to sign in for
   */
  public Optional<User> check(String username, String password, String clientId) {
    Optional<User> known =
        users.byUsername(username).filter(user -> user.username().equals(username));
    boolean right = passwords.matches(password, known.map(User::passwordHash).orElse(null));
    if (known.isEmpty()) {
      settlement.ofNobody(username);
      metrics.unknownUser();
      return Optional.empty();
    }
    Optional<LoginFailure> failure = settlement.ofUser(known.get(), right, clientId);
    failure.ifPresentOrElse(metrics::failed, metrics::succeeded);
    return known.filter(_ -> failure.isEmpty());
  }

  /** Whether it is the user's password; a wrong one counts as at a login. */
  boolean confirm(User user, String password) {
    boolean right = passwords.matches(password, user.passwordHash());
    return settlement.ofUser(user, right, null).isEmpty();
  }
}
