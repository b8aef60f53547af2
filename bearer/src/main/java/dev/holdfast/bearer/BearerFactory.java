package dev.holdfast.bearer;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the verifier of a service that has an API of its own. */
@Factory
@Requires(beans = BearerSettings.class)
final class BearerFactory {

  @Singleton
  @Named("bearer")
  AccessTokenVerifier verifier(BearerSettings settings, Clock clock) {
    return new AccessTokenVerifier(
        settings.issuers(), settings.skew(), settings.refetchInterval(), clock);
  }
}
