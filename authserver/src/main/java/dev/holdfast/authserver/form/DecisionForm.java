package dev.holdfast.authserver.form;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form that asks whether a client gets what it wants. Whatever is not a clear yes
 * is a no.
 */
@Serdeable
public record DecisionForm(
    @Nullable String request, @Nullable String csrf, @Nullable String decision) {

  /** Which request waits for the answer; empty if the form does not say. */
  public String requestId() {
    return Objects.requireNonNullElse(request, "");
  }

  /** What proves that the form is ours; empty if nothing does. */
  public String token() {
    return Objects.requireNonNullElse(csrf, "");
  }

  /** Whether the person said yes. */
  public boolean allows() {
    return "allow".equals(decision);
  }
}
