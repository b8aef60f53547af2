package dev.holdfast.authserver.device.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of the form for the code; whatever is missing is empty. */
@Serdeable
record CodeForm(@Nullable String csrf, @Nullable String user_code) {

  String token() {
    return Objects.requireNonNullElse(csrf, "");
  }

  String typed() {
    return Objects.requireNonNullElse(user_code, "");
  }
}
