package dev.holdfast.authserver.par;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How requests are pushed.
 *
 * @param lifetime how long a reference works (RFC 9126, section 2.2: 5 to 600 seconds)
 * @param required whether every client must push; otherwise those that registered so
 */
@Context
@ConfigurationProperties("holdfast.authserver.par")
public record ParSettings(
    @Bindable(defaultValue = "60s") Duration lifetime,
    @Bindable(defaultValue = "false") boolean required) {

  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Refuses a lifetime outside the bounds. */
  public ParSettings {
    if (lifetime.toSeconds() < 5 || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("holdfast.authserver.par.lifetime is not 5 s to 10 min");
    }
  }
}
