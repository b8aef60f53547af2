package dev.holdfast.token.connections.oauth;

import dev.holdfast.runtime.settings.Times;
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
 * @param minimumCalls how many calls there must have been before they are judged
 * @param failureRate the percentage of calls without a usable answer from which on it is left alone
 * @param openFor how long it is left alone; then a few calls try whether it is back
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
    Times.requirePositive("holdfast.token.connections.breaker.open-for", openFor);
  }
}
