package dev.holdfast.authserver.federation.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of the forms about a person's providers; whatever is missing is empty. */
@Serdeable
record ProviderForm(@Nullable String csrf, @Nullable String provider) {

  String proof() {
    return Objects.requireNonNullElse(csrf, "");
  }

  String name() {
    return Objects.requireNonNullElse(provider, "");
  }
}
