package dev.holdfast.runtime.logging;

import com.fasterxml.jackson.core.JsonStreamContext;
import net.logstash.logback.mask.ValueMasker;
import org.jspecify.annotations.Nullable;

/** JSON objects without secrets in any of their values. Named in {@code json.xml}. */
public final class RedactingMasker implements ValueMasker {

  @Override
  public @Nullable Object mask(JsonStreamContext place, @Nullable Object value) {
    if (place.hasCurrentName() && Redaction.isSecret(place.getCurrentName())) {
      return Redaction.MASK;
    }
    return value instanceof CharSequence text ? masked(text.toString()) : null;
  }

  // Null leaves a value as it is.
  private static @Nullable String masked(String text) {
    String masked = Redaction.of(text);
    return masked.equals(text) ? null : masked;
  }
}
