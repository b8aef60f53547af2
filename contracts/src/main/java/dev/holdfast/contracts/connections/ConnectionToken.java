package dev.holdfast.contracts.connections;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A usable upstream access token.
 *
 * @param accessToken the token, to be sent to that provider's resources only
 * @param expiresAt when it ends; absent if the provider did not say
 */
@Serdeable
public record ConnectionToken(Secret accessToken, @Nullable Instant expiresAt) {}
