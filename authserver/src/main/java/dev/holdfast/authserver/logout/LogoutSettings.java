package dev.holdfast.authserver.logout;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/**
 * How ends of login sessions are followed up.
 *
 * @param attempts how often a client is told before it is given up
 * @param longestPause the longest time between two attempts
 * @param tokenLifetime how long a logout token is good; not longer than other tokens live
 */
@Context
@ConfigurationProperties("holdfast.authserver.logout")
record LogoutSettings(
    @Positive @Bindable(defaultValue = "10") int attempts,
    @Bindable(defaultValue = "10m") Duration longestPause,
    @Bindable(defaultValue = "2m") Duration tokenLifetime) {

  LogoutSettings {
    Times.requirePositive("holdfast.authserver.logout.longest-pause", longestPause);
    Times.requirePositive("holdfast.authserver.logout.token-lifetime", tokenLifetime);
  }
}
