package dev.holdfast.gateway.guard;

import dev.holdfast.runtime.settings.Times;
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
 * @param minimumCalls how many calls there must have been before they are judged
 * @param failureRate the percentage of calls without an answer from which on it is left alone
 * @param openFor how long it is left alone; then a few calls try whether it is back
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
    Times.requirePositive("holdfast.gateway.breaker.open-for", openFor);
  }
}
