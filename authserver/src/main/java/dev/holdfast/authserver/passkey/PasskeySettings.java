package dev.holdfast.authserver.passkey;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long people may take.
 *
 * @param challengeLifetime to answer a challenge, and to confirm a password; people look for their
 *     keys
 * @param changesFor to change their passkeys after they signed in; later they sign in again first
 */
@Context
@ConfigurationProperties("holdfast.authserver.passkeys")
public record PasskeySettings(
    @Bindable(defaultValue = "5m") Duration challengeLifetime,
    @Bindable(defaultValue = "5m") Duration changesFor) {

  /** Refuses times that are not positive. */
  public PasskeySettings {
    if (!challengeLifetime.isPositive() || !changesFor.isPositive()) {
      throw new IllegalArgumentException(
          "holdfast.authserver.passkeys: challenge-lifetime or changes-for is not positive");
    }
  }
}
