package dev.holdfast.authserver.federation.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of the buttons; whatever is missing is empty. */
@Serdeable
record StartForm(@Nullable String request, @Nullable String csrf) {

  String requestId() {
    return Objects.requireNonNullElse(request, "");
  }

  String token() {
    return Objects.requireNonNullElse(csrf, "");
  }
}
