package dev.holdfast.token.grants;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long grants and their refresh tokens live.
 *
 * @param rotationLeeway how long the direct predecessor of an unused token is answered with it
 * @param refreshLifetime how long a refresh token works if it is not used
 * @param absoluteLifetime how long a grant lives however often it is used
 * @param accessOnlyLifetime how long a grant without a refresh token lives: longer than access
 *     tokens do
 * @param retention how long a grant is kept after it is over
 */
@ConfigurationProperties("holdfast.token.grants")
public record GrantSettings(
    @Bindable(defaultValue = "10s") Duration rotationLeeway,
    @Bindable(defaultValue = "30d") Duration refreshLifetime,
    @Bindable(defaultValue = "90d") Duration absoluteLifetime,
    @Bindable(defaultValue = "1h") Duration accessOnlyLifetime,
    @Bindable(defaultValue = "30d") Duration retention) {

  /**
   * Refuses what would not work.
   *
   * @throws IllegalArgumentException if a lifetime is not positive or the leeway negative
   */
  public GrantSettings {
    if (rotationLeeway.isNegative()
        || !refreshLifetime.isPositive()
        || !absoluteLifetime.isPositive()
        || !accessOnlyLifetime.isPositive()
        || retention.isNegative()) {
      throw new IllegalArgumentException("durations of holdfast.token.grants must be positive");
    }
  }
}
