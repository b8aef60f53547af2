package dev.holdfast.gateway.guard;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/**
 * When a server is left alone by everybody, each replica judging for itself.
 *
 * @param window how many of the last calls count
 * @param minimumCalls how many of them there must be
 * @param failureRate from how many percent without an answer on
 * @param openFor how long; then a few calls try whether it is back
 */
@Context
@ConfigurationProperties("holdfast.gateway.breaker")
record GuardSettings(
    @Positive @Bindable(defaultValue = "20") int window,
    @Positive @Bindable(defaultValue = "10") int minimumCalls,
    @Positive @Max(100) @Bindable(defaultValue = "50") int failureRate,
    @Bindable(defaultValue = "10s") Duration openFor) {

  static final int TRIALS = 3;

  GuardSettings {
    if (!openFor.isPositive()) {
      throw new IllegalArgumentException("holdfast.gateway.breaker.open-for is not positive");
    }
  }
}
