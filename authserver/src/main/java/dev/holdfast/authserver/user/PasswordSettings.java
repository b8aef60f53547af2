package dev.holdfast.authserver.user;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * What a new password must be, and how long a link to choose one works.
 *
 * @param minimumLength in characters (NIST SP 800-63B, section 5.1.1.2, asks for 8 or more)
 * @param refuseCommon whether passwords that everybody tries first are refused
 * @param resetLifetime how long a reset link works
 */
@Context
@ConfigurationProperties("holdfast.authserver.passwords")
public record PasswordSettings(
    @Min(8) @Max(128) @Bindable(defaultValue = "12") int minimumLength,
    @Bindable(defaultValue = "true") boolean refuseCommon,
    @Bindable(defaultValue = "24h") Duration resetLifetime) {

  /** Refuses a lifetime that is not positive. */
  public PasswordSettings {
    Times.requirePositive("holdfast.authserver.passwords.reset-lifetime", resetLifetime);
  }
}
