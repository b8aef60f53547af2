package dev.holdfast.token.connections;

import java.time.Duration;
import java.util.Optional;

/** What a provider answered to a token request. */
public sealed interface ProviderAnswer {

  /** Tokens. */
  record Granted(ProviderTokens tokens) implements ProviderAnswer {}

  /** For good: {@code invalid_grant} (RFC 6749, section 5.2). */
  record Refused() implements ProviderAnswer {}

  /**
   * Not now: a 5xx or 429, no answer in time, or an error that is not about the user's grant.
   *
   * @param retryAfter what the provider asks for, if it does
   */
  record Unavailable(Optional<Duration> retryAfter) implements ProviderAnswer {}

  /**
   * It was not asked, because it has trouble already or too much to do; nothing is known about this
   * user's grant.
   *
   * @param retryAfter when it may be asked
   */
  record NotAsked(Duration retryAfter) implements ProviderAnswer {}
}
