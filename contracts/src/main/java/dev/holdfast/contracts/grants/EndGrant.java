package dev.holdfast.contracts.grants;

import io.micronaut.serde.annotation.Serdeable;

/**
 * Why one grant ends.
 *
 * @param reason the reason, as the {@code grant-revoked} event will tell it
 */
@Serdeable
public record EndGrant(EndReason reason) {}
