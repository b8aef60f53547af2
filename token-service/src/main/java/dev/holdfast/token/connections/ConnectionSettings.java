package dev.holdfast.token.connections;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How upstream tokens are obtained and kept fresh.
 *
 * @param consentLifetime how long a person may take at the provider
 * @param lease how long a refresh may take before another caller may try; longer than everything
 *     that a provider may be asked for it
 * @param patience how long a caller waits for another one's refresh
 * @param poll how soon a caller that waits looks again; up to eight times as long when it has
 *     waited for a while
 * @param retryAfter how long a failing provider is left alone at first if it does not say
 * @param longestRetryAfter how long at most, after many failures
 */
@Context
@ConfigurationProperties("holdfast.token.connections")
public record ConnectionSettings(
    @Bindable(defaultValue = "10m") Duration consentLifetime,
    @Bindable(defaultValue = "20s") Duration lease,
    @Bindable(defaultValue = "10s") Duration patience,
    @Bindable(defaultValue = "25ms") Duration poll,
    @Bindable(defaultValue = "2s") Duration retryAfter,
    @Bindable(defaultValue = "5m") Duration longestRetryAfter) {

  /** Refuses times that are none. */
  public ConnectionSettings {
    Times.requirePositive("holdfast.token.connections.consent-lifetime", consentLifetime);
    Times.requirePositive("holdfast.token.connections.lease", lease);
    Times.requirePositive("holdfast.token.connections.patience", patience);
    Times.requirePositive("holdfast.token.connections.poll", poll);
    Times.requirePositive("holdfast.token.connections.retry-after", retryAfter);
    Times.requirePositive("holdfast.token.connections.longest-retry-after", longestRetryAfter);
  }
}
