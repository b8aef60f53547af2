package dev.holdfast.authserver.federation;

import dev.holdfast.runtime.settings.Times;
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
    Times.requirePositive("holdfast.authserver.federation.timeout", timeout);
    Times.requirePositive("holdfast.authserver.federation.metadata-lifetime", metadataLifetime);
  }
}
