package dev.holdfast.authserver.user;

import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates users. */
@Singleton
public final class NewUsers {

  private final Passwords passwords;
  private final Admission admission;
  private final Clock clock;

  NewUsers(Passwords passwords, Admission admission, Clock clock) {
    this.passwords = passwords;
    this.admission = admission;
    this.clock = clock;
  }

  /**
   * Creates an active user with a random subject; fails if the user name is taken.
   *
   * @param actor the operator
   */
  public User create(NewUser wanted, String actor) {
    // Hashing is slow on purpose, so it comes before the transaction.
    return admission.admit(
        new User(
            UUID.randomUUID().toString(),
            wanted.username(),
            wanted.name(),
            wanted.email(),
            hash(wanted.password()),
            UserState.ACTIVE,
            String.join(" ", wanted.roles()),
            null,
            null,
            clock.instant()),
        actor);
  }

  private @Nullable String hash(@Nullable Secret password) {
    return password == null ? null : passwords.hash(password);
  }
}
