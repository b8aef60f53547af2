package dev.holdfast.authserver.logout;

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
 * @param timeout how long a client may take to answer
 * @param allowLoopback whether clients on this computer may be told over plain http
 * @param tokenLifetime how long a logout token is good
 */
@Context
@ConfigurationProperties("holdfast.authserver.logout")
public record LogoutSettings(
    @Positive @Bindable(defaultValue = "10") int attempts,
    @Bindable(defaultValue = "10m") Duration longestPause,
    @Bindable(defaultValue = "5s") Duration timeout,
    @Bindable(defaultValue = "false") boolean allowLoopback,
    @Bindable(defaultValue = "2m") Duration tokenLifetime) {

  /**
   * Refuses what would not work.
   *
   * @throws IllegalArgumentException if a duration is not positive
   */
  public LogoutSettings {
    if (!longestPause.isPositive() || !timeout.isPositive() || !tokenLifetime.isPositive()) {
      throw new IllegalArgumentException(
          "every duration of holdfast.authserver.logout is positive");
    }
  }
}
