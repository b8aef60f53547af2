package dev.holdfast.gateway.era;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How servers' eras are found out.
 *
 * @param remember how long what was found out counts; a server may be upgraded
 */
@Context
@ConfigurationProperties("holdfast.gateway.eras")
record EraSettings(@Bindable(defaultValue = "10m") Duration remember) {

  EraSettings {
    if (!remember.isPositive()) {
      throw new IllegalArgumentException("holdfast.gateway.eras.remember is not positive");
    }
  }
}
