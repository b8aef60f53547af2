package dev.holdfast.authserver.login.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of the login form; whatever is missing is empty. */
@Serdeable
record LoginForm(
    @Nullable String request,
    @Nullable String csrf,
    @Nullable String username,
    @Nullable String password) {

  String requestId() {
    return Objects.requireNonNullElse(request, "");
  }

  String token() {
    return Objects.requireNonNullElse(csrf, "");
  }

  String name() {
    return Objects.requireNonNullElse(username, "");
  }

  String secret() {
    return Objects.requireNonNullElse(password, "");
  }

  /** Holds a password. */
  @Override
  public String toString() {
    return "LoginForm[redacted]";
  }
}
