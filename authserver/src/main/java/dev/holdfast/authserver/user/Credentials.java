package dev.holdfast.authserver.user;

import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.contracts.events.LoginFailure;
import jakarta.inject.Singleton;
import java.time.Clock;
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
  private final KnownBrowsers browsers;
  private final LoginMetrics metrics;
  private final Clock clock;

  Credentials(
      Users users,
      Passwords passwords,
      Settlement settlement,
      KnownBrowsers browsers,
      LoginMetrics metrics,
      Clock clock) {
    this.users = users;
    this.passwords = passwords;
    this.settlement = settlement;
    this.browsers = browsers;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * The user who may sign in with these. A refusal of a known user is counted and published. Where
   * the person has signed in before, only the failures at that browser count: whoever guesses
   * elsewhere keeps nobody out.
   */
  public Optional<User> check(LoginAttempt attempt) {
    String username = attempt.username();
    Optional<User> known =
        users.byUsername(username).filter(user -> user.username().equals(username));
    boolean right =
        passwords.matches(attempt.password(), known.map(User::passwordHash).orElse(null));
    String browser = browser(attempt, known);
    if (known.isEmpty()) {
      settlement.ofNobody(username);
      metrics.unknownUser();
      return Optional.empty();
    }
    Optional<LoginFailure> failure =
        settlement.ofUser(known.get(), right, browser, attempt.clientId());
    failure.ifPresentOrElse(metrics::failed, metrics::succeeded);
    return known.filter(_ -> failure.isEmpty());
  }

  /**
   * Whether it is the password of a person who is signed in; wrong ones are counted by themselves.
   *
   * @param login names the login session
   */
  boolean confirm(User user, String password, String login) {
    boolean right = passwords.matches(password, user.passwordHash());
    return settlement.ofUser(user, right, OpaqueValue.hash(login), null).isEmpty();
  }

  /** Under what failures are counted: the browser, if the person is known there, or the person. */
  private String browser(LoginAttempt attempt, Optional<User> user) {
    String userId = user.map(User::id).orElse("nobody");
    return Optional.ofNullable(attempt.browserHash())
        .flatMap(hash -> browsers.find(hash, userId))
        .filter(browser -> clock.instant().isBefore(browser.expiresAt()))
        .map(KnownBrowser::browserHash)
        .orElse(userId);
  }
}
