package dev.holdfast.bearer;

import dev.holdfast.network.InternalAddresses;
import dev.holdfast.runtime.tls.Tls;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the verifier of tokens for a service that has an API of its own. */
@Factory
@Requires(beans = BearerSettings.class)
final class BearerFactory {

  @Singleton
  @Named("bearer")
  VerifiedTokens tokens(
      BearerSettings settings, InternalAddresses addresses, Tls tls, Clock clock) {
    var verifier =
        new AccessTokenVerifier(
            settings.issuers(), settings.skew(), settings.refetchInterval(), addresses, tls, clock);
    return new VerifiedTokens(verifier, clock);
  }
}
