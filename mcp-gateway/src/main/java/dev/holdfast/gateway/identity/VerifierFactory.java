package dev.holdfast.gateway.identity;

import dev.holdfast.bearer.AccessTokenVerifier;
import dev.holdfast.bearer.VerifiedTokens;
import dev.holdfast.gateway.server.GatewaySettings;
import dev.holdfast.runtime.tls.Tls;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the verifier of clients' tokens. */
@Factory
final class VerifierFactory {

  @Singleton
  VerifiedTokens tokens(GatewaySettings settings, Tls tls, Clock clock) {
    var verifier =
        new AccessTokenVerifier(
            settings.issuers(), settings.skew(), settings.refetchInterval(), tls, clock);
    return new VerifiedTokens(verifier, clock);
  }
}
