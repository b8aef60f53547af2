package dev.holdfast.token.injected;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Breaks one rule, or shows what is allowed. */
public class Injected {

  @Inject @Nullable Clock clock;

  @Value("${x:y}")
  @Nullable String setting;
}
