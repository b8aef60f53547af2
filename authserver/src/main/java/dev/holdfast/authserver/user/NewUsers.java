package dev.holdfast.authserver.user;

import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** Creates users. */
@Singleton
public final class NewUsers {

  private final Users users;
  private final Passwords passwords;
  private final Clock clock;

  NewUsers(Users users, Passwords passwords, Clock clock) {
    this.users = users;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** Creates an active user with a random subject; fails if the user name is taken. */
  public User create(String username, String name, Secret password) {
    String id = UUID.randomUUID().toString();
    return users.save(
        new User(id, username, name, passwords.hash(password), false, null, clock.instant()));
  }
}
