package dev.holdfast.gateway.upstream;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How users' tokens at providers are kept.
 *
 * @param hold for how long one may be used again without asking; nothing tells of a single
 *     connection that was ended, so this is how long it may be used on
 */
@Context
@ConfigurationProperties("holdfast.gateway.connections")
record ConnectionSettings(@Bindable(defaultValue = "2s") Duration hold) {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  ConnectionSettings {
    if (hold.isNegative() || hold.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "holdfast.gateway.connections.hold is not between 0 and " + LONGEST);
    }
  }
}
