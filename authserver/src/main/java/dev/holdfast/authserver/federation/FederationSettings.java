package dev.holdfast.authserver.federation;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long things may take.
 *
 * @param timeout one request to a provider as a whole
 * @param metadataLifetime after how long a provider's metadata is read again; the old one serves
 *     meanwhile, and through an outage for a day
 */
@Context
@ConfigurationProperties("holdfast.authserver.federation")
public record FederationSettings(
    @Bindable(defaultValue = "5s") Duration timeout,
    @Bindable(defaultValue = "10m") Duration metadataLifetime) {

  /** Refuses times that are not positive. */
  public FederationSettings {
    requirePositive(timeout, "timeout");
    requirePositive(metadataLifetime, "metadata-lifetime");
  }

  private static void requirePositive(Duration duration, String name) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(
          "holdfast.authserver.federation." + name + " is not positive");
    }
  }
}
