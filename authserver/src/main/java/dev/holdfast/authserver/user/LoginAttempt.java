package dev.holdfast.authserver.user;

import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into the login form.
 *
 * @param username the user name
 * @param password the password
 * @param clientId what the person wants to sign in for
 * @param browserHash the hash of the browser's lasting cookie, if it has one
 */
public record LoginAttempt(
    String username, String password, String clientId, @Nullable String browserHash) {

  /** Holds a password. */
  @Override
  public String toString() {
    return "LoginAttempt[redacted]";
  }
}
