package dev.holdfast.runtime.stop;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How a replica stops.
 *
 * @param notice how long it still accepts connections after its readiness has gone down: longer
 *     than a load balancer takes to notice
 */
@Context
@ConfigurationProperties("holdfast.stop")
record StopSettings(@Bindable(defaultValue = "5s") Duration notice) {

  /** Refuses a time that is none. */
  StopSettings {
    Times.requireNotNegative("holdfast.stop.notice", notice);
  }
}
