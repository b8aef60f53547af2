package dev.holdfast.gateway.era;

import dev.holdfast.runtime.settings.Times;
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
    Times.requirePositive("holdfast.gateway.eras.remember", remember);
  }
}
