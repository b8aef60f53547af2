package dev.holdfast.gateway.stream;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the gateway stops.
 *
 * @param announce how long it serves on after its readiness has gone down
 */
@Context
@ConfigurationProperties("holdfast.gateway.drain")
record DrainSettings(@Bindable(defaultValue = "0s") Duration announce) {

  DrainSettings {
    if (announce.isNegative()) {
      throw new IllegalArgumentException("holdfast.gateway.drain.announce is negative");
    }
  }
}
