package dev.holdfast.token.connections;

import dev.holdfast.contracts.secret.Secret;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of a provider.
 *
 * @param accessToken to be used
 * @param refreshToken absent if there is none, or if the one that was used stays valid
 * @param lifetime of the access token, if it is known
 * @param scopes what was granted, if the provider says so: it must, if it is not what was asked for
 *     (RFC 6749, section 5.1)
 */
public record ProviderTokens(
    Secret accessToken,
    @Nullable Secret refreshToken,
    @Nullable Duration lifetime,
    @Nullable Set<String> scopes) {

  /** Tokens of the scopes that were asked for. */
  public ProviderTokens(
      Secret accessToken, @Nullable Secret refreshToken, @Nullable Duration lifetime) {
    this(accessToken, refreshToken, lifetime, null);
  }
}
