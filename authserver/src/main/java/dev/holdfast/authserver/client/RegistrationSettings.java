package dev.holdfast.authserver.client;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/**
 * How many clients may register themselves, and how long they stay.
 *
 * @param maxClients how many may be registered in all
 * @param maxPerSource how many one network may have registered within a day
 * @param neverUsedFor how long a client stays that never asked for tokens
 * @param unusedFor how long one stays after it last did; longer than the token-service's {@code
 *     holdfast.token.grants.refresh-lifetime}, so that no client with a live grant expires
 */
@Context
@ConfigurationProperties("holdfast.authserver.registration")
public record RegistrationSettings(
    @Bindable(defaultValue = "50000") @Positive int maxClients,
    @Bindable(defaultValue = "500") @Positive int maxPerSource,
    @Bindable(defaultValue = "1d") Duration neverUsedFor,
    @Bindable(defaultValue = "91d") Duration unusedFor) {

  /** Refuses times that would remove clients while they are being set up or used. */
  public RegistrationSettings {
    if (neverUsedFor.compareTo(Duration.ofMinutes(30)) < 0) {
      throw new IllegalArgumentException(
          "holdfast.authserver.registration.never-used-for is shorter than 30m");
    }
    Duration shortest = ClientUse.GRAIN.multipliedBy(2);
    if (unusedFor.compareTo(shortest) < 0) {
      throw new IllegalArgumentException(
          "holdfast.authserver.registration.unused-for is shorter than " + shortest);
    }
  }
}
