package dev.holdfast.authserver.password.http;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of both forms; whatever is missing is empty. */
@Serdeable
record PasswordForm(
    @Nullable String csrf,
    @Nullable String token,
    @Nullable String current,
    @Nullable String password,
    @Nullable String repeated) {

  String proof() {
    return Objects.requireNonNullElse(csrf, "");
  }

  String resetToken() {
    return Objects.requireNonNullElse(token, "");
  }

  String currentPassword() {
    return Objects.requireNonNullElse(current, "");
  }

  Secret newPassword() {
    return Secret.of(Objects.requireNonNullElse(password, ""));
  }

  /** Nobody sees what they type, so they type it twice. */
  boolean isTypedTwice() {
    return password != null && !password.isEmpty() && password.equals(repeated);
  }

  /** Holds passwords. */
  @Override
  public String toString() {
    return "PasswordForm[redacted]";
  }
}
