package dev.holdfast.token.connections;

import dev.holdfast.contracts.secret.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a provider.
 *
 * @param accessToken to be used
 * @param refreshToken absent if there is none, or if the one that was used stays valid
 * @param lifetime of the access token, if the provider says so
 */
public record ProviderTokens(
    Secret accessToken, @Nullable Secret refreshToken, @Nullable Duration lifetime) {}
