package dev.holdfast.authserver.user;

import dev.holdfast.contracts.events.CredentialChange;
import dev.holdfast.contracts.events.CredentialType;
import dev.holdfast.contracts.events.IdentityEvent.CredentialsChanged;
import dev.holdfast.outbox.Outbox;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts new passwords in place. Each change takes the user's row first and its instant then, ends
 * every login of the user without exception, and tells the world, in one transaction.
 */
@Singleton
class PasswordChanges {

  private static final Logger log = LoggerFactory.getLogger(PasswordChanges.class);

  private final Users users;
  private final Resets resets;
  private final LoginFailures failures;
  private final UserEvents events;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final ApplicationEventPublisher<LoginsEnded> within;
  private final Clock clock;

  PasswordChanges(
      Users users,
      Resets resets,
      LoginFailures failures,
      UserEvents events,
      AuditTrail audit,
      Outbox outbox,
      ApplicationEventPublisher<LoginsEnded> within,
      Clock clock) {
    this.users = users;
    this.resets = resets;
    this.failures = failures;
    this.events = events;
    this.audit = audit;
    this.outbox = outbox;
    this.within = within;
    this.clock = clock;
  }

  /** An operator sets a password; false if there is no such user. */
  @Transactional
  boolean byOperator(String userId, String hash, String actor) {
    Optional<User> user = users.lockRow(userId);
    user.ifPresent(
        found -> audit.acted(actor, "user-password", userId, replace(found, hash, "operator")));
    return user.isPresent();
  }

  /**
   * A person replaces the password that was just checked; false if the login does not count any
   * more, or the password is another one by now.
   */
  @Transactional
  boolean byPerson(User checked, Instant authTime, String hash) {
    Optional<User> user =
        users
            .lockRow(checked.id())
            .filter(now -> now.trusts(authTime))
            .filter(now -> Objects.equals(now.passwordHash(), checked.passwordHash()));
    user.ifPresent(found -> replace(found, hash, "person"));
    return user.isPresent();
  }

  /** Whoever holds the link sets a password; false if the link is used up or expired. */
  @Transactional
  boolean byReset(String userId, String tokenHash, String hash) {
    Optional<User> user = users.lockRow(userId);
    if (user.isEmpty() || resets.consume(tokenHash, clock.instant()) == 0) {
      return false;
    }
    replace(user.get(), hash, "reset");
    return true;
  }

  /** Makes a link, in the place of any earlier one; false if there is no such user. */
  @Transactional
  boolean prepareReset(Reset reset, String actor) {
    if (users.lockRow(reset.userId()).isEmpty()) {
      return false;
    }
    resets.removeOf(reset.userId());
    resets.save(reset);
    audit.acted(actor, "user-password-reset", reset.userId(), reset.createdAt());
    return true;
  }

  private Instant replace(User user, String hash, String by) {
    Instant at = user.after(clock.instant());
    users.setPassword(user.id(), hash, at);
    resets.removeOf(user.id());
    failures.forget(user.id());
    within.publishEvent(new LoginsEnded(user.id(), at));
    var change = user.passwordHash() == null ? CredentialChange.CREATE : CredentialChange.UPDATE;
    outbox.append(
        new CredentialsChanged(events.header(user.id(), at), CredentialType.PASSWORD, change));
    log.atInfo().addKeyValue("user", user.id()).addKeyValue("by", by).log("Password set");
    return at;
  }
}
