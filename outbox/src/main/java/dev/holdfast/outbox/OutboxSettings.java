package dev.holdfast.outbox;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the relay works.
 *
 * @param pollInterval how often it looks without being woken, for what another replica appended
 * @param batchSize how many events it publishes in one transaction
 * @param deliveryTimeout how long it waits for the broker's acknowledgement
 * @param longestPause the longest pause after repeated failures
 * @param topicPrefix put before every topic's name, so that installations can share a cluster
 */
@ConfigurationProperties("holdfast.outbox")
public record OutboxSettings(
    @Bindable(defaultValue = "200ms") Duration pollInterval,
    @Bindable(defaultValue = "200") int batchSize,
    @Bindable(defaultValue = "10s") Duration deliveryTimeout,
    @Bindable(defaultValue = "5s") Duration longestPause,
    @Bindable(defaultValue = "") String topicPrefix) {

  /**
   * Refuses what would not work.
   *
   * @throws IllegalArgumentException if a value is zero or negative
   */
  public OutboxSettings {
    Times.requirePositive("holdfast.outbox.poll-interval", pollInterval);
    Times.requirePositive("holdfast.outbox.delivery-timeout", deliveryTimeout);
    Times.requirePositive("holdfast.outbox.longest-pause", longestPause);
    if (batchSize < 1) {
      throw new IllegalArgumentException("holdfast.outbox.batch-size is not positive");
    }
  }
}
