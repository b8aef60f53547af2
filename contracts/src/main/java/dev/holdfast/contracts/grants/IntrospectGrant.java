package dev.holdfast.contracts.grants;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A refresh token to be looked at.
 *
 * @param refreshToken as presented
 */
@Serdeable
public record IntrospectGrant(Secret refreshToken) {}
