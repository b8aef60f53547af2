package dev.holdfast.authserver.user;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Checks user names and passwords. */
@Singleton
public final class Credentials {

  private final Users users;
  private final Passwords passwords;

  Credentials(Users users, Passwords passwords) {
    this.users = users;
    this.passwords = passwords;
  }

  /** The user, if the password is right and the user may sign in. Unknown users cost the same. */
  public Optional<User> check(String username, String password) {
    Optional<User> known =
        users.byUsername(username).filter(user -> user.username().equals(username));
    if (known.isEmpty()) {
      passwords.spendTheTimeOfACheck(password);
    }
    return known
        .filter(user -> passwords.matches(password, user.passwordHash()))
        .filter(User::active);
  }
}
