package dev.holdfast.token.encryption.rekey;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How runs work.
 *
 * @param batchSize how many users between two looks at what is due, and two words of progress
 * @param poll how often a run looks whether it need wait no longer
 */
@ConfigurationProperties("holdfast.token.rekeying")
record RekeySettings(
    @Bindable(defaultValue = "200") int batchSize, @Bindable(defaultValue = "1s") Duration poll) {

  /**
   * Refuses what would not work.
   *
   * @throws IllegalArgumentException if a value is zero or negative
   */
  RekeySettings {
    if (batchSize < 1) {
      throw new IllegalArgumentException("holdfast.token.rekeying.batch-size is not positive");
    }
    Times.requirePositive("holdfast.token.rekeying.poll", poll);
  }
}
