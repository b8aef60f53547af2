package dev.holdfast.gateway.identity;

import dev.holdfast.bearer.AccessTokenVerifier;
import dev.holdfast.bearer.VerifiedTokens;
import dev.holdfast.gateway.server.GatewaySettings;
import dev.holdfast.network.InternalAddresses;
import dev.holdfast.runtime.tls.Tls;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.ToDoubleFunction;

/**
 * Makes the verifier of clients' tokens. {@code holdfast.gateway.token.cache} counts by {@code
 * result} ({@code hit}, {@code miss}); a call that begins the short way and goes on the long one
 * looks twice.
 */
@Factory
final class VerifierFactory {

  @Singleton
  VerifiedTokens tokens(
      GatewaySettings settings,
      InternalAddresses addresses,
      Tls tls,
      MeterRegistry metrics,
      Clock clock) {
    var verifier =
        new AccessTokenVerifier(
            settings.issuers(), settings.skew(), settings.refetchInterval(), addresses, tls, clock);
    VerifiedTokens tokens = new VerifiedTokens(verifier, clock);
    count("hit", tokens, VerifiedTokens::hits, metrics);
    count("miss", tokens, VerifiedTokens::misses, metrics);
    return tokens;
  }

  private static void count(
      String result,
      VerifiedTokens tokens,
      ToDoubleFunction<VerifiedTokens> number,
      MeterRegistry metrics) {
    FunctionCounter.builder("holdfast.gateway.token.cache", tokens, number)
        .description("Tokens looked for among those verified before")
        .tag("result", result)
        .register(metrics);
  }
}
