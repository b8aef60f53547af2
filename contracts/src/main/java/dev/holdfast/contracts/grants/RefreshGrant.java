package dev.holdfast.contracts.grants;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;

/**
 * A refresh token presented by an authenticated client.
 *
 * @param refreshToken as presented
 * @param clientId the client that presented it
 */
@Serdeable
public record RefreshGrant(Secret refreshToken, @NotBlank String clientId) {}
