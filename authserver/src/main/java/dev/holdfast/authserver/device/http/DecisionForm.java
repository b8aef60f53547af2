package dev.holdfast.authserver.device.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of the question's form. Whatever is not a clear yes is a no. */
@Serdeable
record DecisionForm(@Nullable String request, @Nullable String csrf, @Nullable String decision) {

  String requestId() {
    return Objects.requireNonNullElse(request, "");
  }

  String token() {
    return Objects.requireNonNullElse(csrf, "");
  }

  boolean allows() {
    return "allow".equals(decision);
  }
}
