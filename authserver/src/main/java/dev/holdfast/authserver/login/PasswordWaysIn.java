package dev.holdfast.authserver.login;

import dev.holdfast.authserver.user.User;
import jakarta.inject.Singleton;
import java.util.List;

/** Knows who has a password. */
@Singleton
final class PasswordWaysIn implements KnownWaysIn {

  @Override
  public List<WayIn.Password> of(User user) {
    return user.passwordHash() == null ? List.of() : List.of(new WayIn.Password());
  }
}
