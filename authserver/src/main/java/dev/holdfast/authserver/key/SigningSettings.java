package dev.holdfast.authserver.key;

import dev.holdfast.authserver.issuer.Issuer;
import dev.holdfast.runtime.settings.Times;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What is signed with, and how keys take turns.
 *
 * @param algorithm signs access tokens; ID tokens follow what their client registered
 * @param rotationPeriod how long a key signs
 * @param jwksMaxAge how long verifiers may keep the published keys
 * @param reload how long a replica may go without looking at the stored keys
 * @param skew how far clocks of replicas and verifiers may disagree
 */
@Context
@ConfigurationProperties("holdfast.authserver.signing")
record SigningSettings(
    @Bindable(defaultValue = "ES256") SigningAlgorithm algorithm,
    @Bindable(defaultValue = "30d") Duration rotationPeriod,
    @Bindable(defaultValue = "5m") Duration jwksMaxAge,
    @Bindable(defaultValue = "15s") Duration reload,
    @Bindable(defaultValue = "1m") Duration skew) {

  /** The shortest time that tokens of any kind may ask a key to outlive its turn by. */
  private static final Duration LEAST_LIFETIME = Duration.ofMinutes(10);

  SigningSettings {
    Times.requirePositive("holdfast.authserver.signing.jwks-max-age", jwksMaxAge);
    Times.requirePositive("holdfast.authserver.signing.reload", reload);
    Times.requireNotNegative("holdfast.authserver.signing.skew", skew);
    if (rotationPeriod.compareTo(publishAhead(jwksMaxAge, reload, skew)) <= 0) {
      throw new IllegalArgumentException(
          "holdfast.authserver.signing.rotation-period is not longer than jwks-max-age, reload and"
              + " skew together, for which a key is published before it signs");
    }
  }

  /**
   * How long a key is published before it signs. The last replica to publish it does so after
   * {@code reload}; a verifier that fetched the keys just before keeps them for {@code jwksMaxAge}.
   */
  Duration publishAhead() {
    return publishAhead(jwksMaxAge, reload, skew);
  }

  /** How long a token may live: what is signed must not outlive the key's publication. */
  static Duration longestLifetime(Issuer issuer) {
    Duration lifetime = issuer.accessTokenLifetime();
    return lifetime.compareTo(LEAST_LIFETIME) > 0 ? lifetime : LEAST_LIFETIME;
  }

  /** How long a key is published after its turn: the last token's life, on the slowest clocks. */
  Duration overlap(Issuer issuer) {
    return longestLifetime(issuer).plus(skew.multipliedBy(2));
  }

  private static Duration publishAhead(Duration jwksMaxAge, Duration reload, Duration skew) {
    return jwksMaxAge.plus(reload).plus(skew);
  }
}
