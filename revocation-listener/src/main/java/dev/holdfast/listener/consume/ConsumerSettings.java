package dev.holdfast.listener.consume;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How identity events are consumed.
 *
 * @param issuer whose subjects are swept; events about others are parked
 * @param groupId the consumer group
 * @param instanceId names this replica for good, so that its restart moves no partition (static
 *     membership); absent means dynamic
 * @param firstRetry the pause after a first failure; it doubles with every further one
 * @param longestRetry where doubling ends
 */
@ConfigurationProperties("holdfast.listener")
record ConsumerSettings(
    @NotBlank String issuer,
    @Bindable(defaultValue = "revocation-listener") @NotBlank String groupId,
    @Nullable String instanceId,
    @Bindable(defaultValue = "100ms") Duration firstRetry,
    @Bindable(defaultValue = "2s") Duration longestRetry) {

  /** Refuses times that are not positive. */
  ConsumerSettings {
    Times.requirePositive("holdfast.listener.first-retry", firstRetry);
    Times.requirePositive("holdfast.listener.longest-retry", longestRetry);
  }
}
