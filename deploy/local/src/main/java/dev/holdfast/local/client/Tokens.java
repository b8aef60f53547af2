package dev.holdfast.local.client;

import dev.holdfast.contracts.secret.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint gave.
 *
 * @param refreshToken null if none was given
 * @param expiresAt when the access token ends by the server's word
 */
public record Tokens(Secret accessToken, @Nullable Secret refreshToken, Instant expiresAt) {}
