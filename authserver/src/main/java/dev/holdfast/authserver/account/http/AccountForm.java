package dev.holdfast.authserver.account.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of the page's forms; whatever is missing is empty. */
@Serdeable
record AccountForm(
    @Nullable String csrf, @Nullable String sid, @Nullable String gid, @Nullable String consent) {

  String session() {
    return Objects.requireNonNullElse(sid, "");
  }

  String grant() {
    return Objects.requireNonNullElse(gid, "");
  }

  String consentId() {
    return Objects.requireNonNullElse(consent, "");
  }
}
