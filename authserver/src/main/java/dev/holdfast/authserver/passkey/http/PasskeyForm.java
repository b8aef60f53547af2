package dev.holdfast.authserver.passkey.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of all forms about passkeys; whatever is missing is empty. */
@Serdeable
record PasskeyForm(
    @Nullable String request,
    @Nullable String csrf,
    @Nullable String credential,
    @Nullable String label,
    @Nullable String passkey,
    @Nullable String required) {

  private static final int LONGEST_LABEL = 60;

  String requestId() {
    return Objects.requireNonNullElse(request, "");
  }

  String token() {
    return Objects.requireNonNullElse(csrf, "");
  }

  /** What the browser made of the options, as JSON. */
  String answer() {
    return Objects.requireNonNullElse(credential, "");
  }

  String name() {
    String name = Objects.requireNonNullElse(label, "").strip();
    if (name.isEmpty()) {
      return "Passkey";
    }
    return name.codePointCount(0, name.length()) <= LONGEST_LABEL
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_LABEL));
  }

  String passkeyId() {
    return Objects.requireNonNullElse(passkey, "");
  }

  boolean requires() {
    return "yes".equals(required);
  }
}
