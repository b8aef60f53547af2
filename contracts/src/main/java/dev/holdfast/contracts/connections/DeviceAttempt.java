package dev.holdfast.contracts.connections;

import dev.holdfast.contracts.identity.SubjectId;
import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;

/**
 * An attempt to connect by another device.
 *
 * @param subject whose; must be the one who started
 * @param handle as it was given
 */
@Serdeable
public record DeviceAttempt(SubjectId subject, Secret handle) {}
