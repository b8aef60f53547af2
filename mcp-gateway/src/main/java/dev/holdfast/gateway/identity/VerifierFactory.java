package dev.holdfast.gateway.identity;

import dev.holdfast.bearer.AccessTokenVerifier;
import dev.holdfast.gateway.server.GatewaySettings;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the verifier of clients' tokens. */
@Factory
final class VerifierFactory {

  @Singleton
  AccessTokenVerifier verifier(GatewaySettings settings, Clock clock) {
    return new AccessTokenVerifier(
        settings.issuers(), settings.skew(), settings.refetchInterval(), clock);
  }
}
