package dev.holdfast.authserver.device;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How devices ask.
 *
 * @param codeLifetime how long a person may take; user codes are short, so not much longer than
 *     they are safe from guessing
 * @param interval how long a device waits between two polls, in whole seconds
 */
@Context
@ConfigurationProperties("holdfast.authserver.device")
record DeviceSettings(
    @Bindable(defaultValue = "10m") Duration codeLifetime,
    @Bindable(defaultValue = "5s") Duration interval) {

  private static final Duration LONGEST = Duration.ofMinutes(30);

  DeviceSettings {
    if (!codeLifetime.isPositive() || codeLifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "holdfast.authserver.device.code-lifetime is not positive, or longer than 30m");
    }
    if (interval.toSeconds() < 1 || interval.compareTo(codeLifetime) >= 0) {
      throw new IllegalArgumentException(
          "holdfast.authserver.device.interval is shorter than 1s, or not shorter than code-lifetime");
    }
  }
}
