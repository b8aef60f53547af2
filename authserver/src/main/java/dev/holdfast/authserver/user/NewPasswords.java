package dev.holdfast.authserver.user;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.authserver.opaque.OpaqueValue;
import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** New passwords: set by an operator, by the person, or by whoever holds a reset link. */
@Singleton
public final class NewPasswords {

  private final Users users;
  private final Resets resets;
  private final Credentials credentials;
  private final PasswordRules rules;
  private final Passwords passwords;
  private final PasswordChanges changes;
  private final PasswordSettings settings;
  private final Issuer issuer;
  private final Clock clock;

  NewPasswords(
      Users users,
      Resets resets,
      Credentials credentials,
      PasswordRules rules,
      Passwords passwords,
      PasswordChanges changes,
      PasswordSettings settings,
      Issuer issuer,
      Clock clock) {
    this.users = users;
    this.resets = resets;
    this.credentials = credentials;
    this.rules = rules;
    this.passwords = passwords;
    this.changes = changes;
    this.settings = settings;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** How it ended. */
  public sealed interface Outcome {

    /** It is set, and every login of the user has ended. */
    record Set() implements Outcome {}

    /** The new password breaks a rule; the text says which, in words for the person. */
    record Objected(String reason) implements Outcome {}

    /** There is no such user; the old password is wrong, or comes too soon; the link is no good. */
    record Refused() implements Outcome {}
  }

  /**
   * A link to choose a password.
   *
   * @param link for the person alone; works once
   * @param expiresAt until when
   */
  public record IssuedReset(Secret link, Instant expiresAt) {}

  /** An operator sets a password. */
  public Outcome byOperator(String userId, Secret password, String actor) {
    Optional<User> user = users.byId(userId);
    if (user.isEmpty()) {
      return new Outcome.Refused();
    }
    return set(password, user.get(), hash -> changes.byOperator(user.get().id(), hash, actor));
  }

  /**
   * A signed-in person replaces the password.
   *
   * @param sid the person's login session
   * @param authTime when the person signed in
   * @param current the password until now
   */
  public Outcome byPerson(
      String userId, String sid, Instant authTime, String current, Secret password) {
    Optional<User> user = users.byId(userId);
    if (user.isEmpty() || !credentials.confirm(user.get(), current, sid)) {
      return new Outcome.Refused();
    }
    return set(password, user.get(), hash -> changes.byPerson(user.get(), authTime, hash));
  }

  /** The holder of a reset link sets a password. */
  public Outcome byReset(String token, Secret password) {
    Optional<User> user = whose(token);
    if (user.isEmpty()) {
      return new Outcome.Refused();
    }
    String tokenHash = OpaqueValue.hash(token);
    return set(password, user.get(), hash -> changes.byReset(user.get().id(), tokenHash, hash));
  }

  /** The user whose password a reset link would set, while it works. */
  public Optional<User> whose(String token) {
    return resets
        .byTokenHash(OpaqueValue.hash(token))
        .filter(reset -> clock.instant().isBefore(reset.expiresAt()))
        .flatMap(reset -> users.byId(reset.userId()));
  }

  /** Makes a reset link; earlier ones of that user stop working. Empty if there is no such user. */
  public Optional<IssuedReset> prepareReset(String userId, String actor) {
    String token = OpaqueValue.random();
    Instant now = clock.instant();
    var reset = new Reset(userId, OpaqueValue.hash(token), now, now.plus(settings.resetLifetime()));
    if (!changes.prepareReset(reset, actor)) {
      return Optional.empty();
    }
    Secret link = Secret.of(issuer.at("/reset?token=" + token).toString());
    return Optional.of(new IssuedReset(link, reset.expiresAt()));
  }

  private Outcome set(Secret password, User user, Change change) {
    Optional<String> objection = rules.objection(password, user.username());
    if (objection.isPresent()) {
      return new Outcome.Objected(objection.get());
    }
    return change.apply(passwords.hash(password)) ? new Outcome.Set() : new Outcome.Refused();
  }

  /** Puts a hash in place, if it still may. */
  private interface Change {
    boolean apply(String hash);
  }
}
