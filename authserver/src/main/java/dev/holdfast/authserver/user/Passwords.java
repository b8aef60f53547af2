package dev.holdfast.authserver.user;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Argon2id with the parameters of OWASP's password storage cheat sheet. */
@Singleton
final class Passwords {

  private static final Argon2Function ARGON2ID =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  private final String nobodys = hash(Secret.of("nobody's password"));

  String hash(Secret password) {
    return Password.hash(password.reveal()).addRandomSalt(16).with(ARGON2ID).getResult();
  }

  /**
   * Whether it is the password; without a hash nothing is, at the same cost, so that the time does
   * not tell who exists.
   */
  boolean matches(String password, @Nullable String hash) {
    if (password.length() > PasswordRules.MAXIMUM_LENGTH) {
      return false;
    }
    String against = hash == null ? nobodys : hash;
    boolean same =
        Password.check(password, against).with(Argon2Function.getInstanceFromHash(against));
    return same && hash != null;
  }
}
