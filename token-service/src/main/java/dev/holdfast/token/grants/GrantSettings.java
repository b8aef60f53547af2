package dev.holdfast.token.grants;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long grants and their refresh tokens live.
 *
 * @param rotationLeeway how long the direct predecessor of an unused token is answered with it
 * @param rotationPause how long after an exchange the new token is answered with itself: calls of
 *     the same client that are a little late do not exchange it again
 * @param refreshLifetime how long a refresh token works if it is not used
 * @param absoluteLifetime how long a grant lives however often it is used
 * @param accessOnlyLifetime how long a grant without a refresh token lives: longer than access
 *     tokens do
 * @param retention how long a grant is kept after it is over
 */
@ConfigurationProperties("holdfast.token.grants")
public record GrantSettings(
    @Bindable(defaultValue = "10s") Duration rotationLeeway,
    @Bindable(defaultValue = "2s") Duration rotationPause,
    @Bindable(defaultValue = "30d") Duration refreshLifetime,
    @Bindable(defaultValue = "90d") Duration absoluteLifetime,
    @Bindable(defaultValue = "1h") Duration accessOnlyLifetime,
    @Bindable(defaultValue = "30d") Duration retention) {

  /**
   * Refuses what would not work.
   *
   * @throws IllegalArgumentException if a lifetime is not positive, or leeway or pause is negative
   */
  public GrantSettings {
    Times.requireNotNegative("holdfast.token.grants.rotation-leeway", rotationLeeway);
    Times.requireNotNegative("holdfast.token.grants.rotation-pause", rotationPause);
    Times.requirePositive("holdfast.token.grants.refresh-lifetime", refreshLifetime);
    Times.requirePositive("holdfast.token.grants.absolute-lifetime", absoluteLifetime);
    Times.requirePositive("holdfast.token.grants.access-only-lifetime", accessOnlyLifetime);
    Times.requireNotNegative("holdfast.token.grants.retention", retention);
  }
}
