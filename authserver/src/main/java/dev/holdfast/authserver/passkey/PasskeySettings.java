package dev.holdfast.authserver.passkey;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long people may take.
 *
 * @param challengeLifetime to answer a challenge, and to confirm a password; people look for their
 *     keys
 */
@Context
@ConfigurationProperties("holdfast.authserver.passkeys")
public record PasskeySettings(@Bindable(defaultValue = "5m") Duration challengeLifetime) {

  /** Refuses a time that is not positive. */
  public PasskeySettings {
    Times.requirePositive("holdfast.authserver.passkeys.challenge-lifetime", challengeLifetime);
  }
}
