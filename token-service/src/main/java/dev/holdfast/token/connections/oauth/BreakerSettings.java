package dev.holdfast.token.connections.oauth;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/**
 * When a provider is left alone by everybody, each replica judging for itself.
 *
 * @param window how many of the last calls count
 * @param minimumCalls how many of them there must be
 * @param failureRate from how many percent without a usable answer on
 * @param openFor how long; then a few calls try whether it is back
 */
@Context
@ConfigurationProperties("holdfast.token.connections.breaker")
record BreakerSettings(
    @Positive @Bindable(defaultValue = "20") int window,
    @Positive @Bindable(defaultValue = "10") int minimumCalls,
    @Positive @Max(100) @Bindable(defaultValue = "50") int failureRate,
    @Bindable(defaultValue = "30s") Duration openFor) {

  static final int TRIALS = 3;

  BreakerSettings {
    if (!openFor.isPositive()) {
      throw new IllegalArgumentException(
          "holdfast.token.connections.breaker.open-for is not positive");
    }
  }
}
