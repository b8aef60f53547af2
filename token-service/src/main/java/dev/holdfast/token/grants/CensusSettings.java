package dev.holdfast.token.grants;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * When grants in use are counted for the metrics.
 *
 * @param every how often grants and users are counted for the metrics, by one replica for all
 * @param first how long after the start a replica looks first whether it is time
 */
@ConfigurationProperties("holdfast.token.census")
record CensusSettings(
    @Bindable(defaultValue = "5m") Duration every, @Bindable(defaultValue = "1s") Duration first) {

  CensusSettings {
    Times.requirePositive("holdfast.token.census.every", every);
    Times.requireNotNegative("holdfast.token.census.first", first);
  }
}
