package dev.holdfast.authserver.client.assertion;

import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How assertions of clients are taken.
 *
 * @param maxLifetime how far away an assertion's expiry may be; as long it is remembered as used
 * @param clockSkew how far a client's clock may be off
 * @param keysFor how long keys from a {@code jwks_uri} are kept
 * @param keysAgainAfter how soon they are read again for an assertion that none of them explains
 */
@Context
@ConfigurationProperties("holdfast.authserver.client-assertions")
public record AssertionSettings(
    @Bindable(defaultValue = "10m") Duration maxLifetime,
    @Bindable(defaultValue = "30s") Duration clockSkew,
    @Bindable(defaultValue = "10m") Duration keysFor,
    @Bindable(defaultValue = "30s") Duration keysAgainAfter) {

  /** Refuses times that let everything or nothing through. */
  public AssertionSettings {
    Times.requirePositive("holdfast.authserver.client-assertions.max-lifetime", maxLifetime);
    Times.requireNotNegative("holdfast.authserver.client-assertions.clock-skew", clockSkew);
    Times.requirePositive("holdfast.authserver.client-assertions.keys-for", keysFor);
    Times.requirePositive("holdfast.authserver.client-assertions.keys-again-after", keysAgainAfter);
  }
}
