package dev.holdfast.authserver.user;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.holdfast.contracts.secret.Secret;
import jakarta.inject.Singleton;

/** Argon2id with the parameters of OWASP's password storage cheat sheet. */
@Singleton
final class Passwords {

  private static final Argon2Function ARGON2ID =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  /** A longer one would only cost time. */
  private static final int MAX_LENGTH = 1024;

  private final String nobodys = hash(Secret.of("nobody's password"));

  String hash(Secret password) {
    return Password.hash(password.reveal()).addRandomSalt(16).with(ARGON2ID).getResult();
  }

  boolean matches(String password, String hash) {
    return password.length() <= MAX_LENGTH
        && Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
  }

  /** Costs what a real check costs, so that the time does not tell who exists. */
  void spendTheTimeOfACheck(String password) {
    matches(password, nobodys);
  }
}
