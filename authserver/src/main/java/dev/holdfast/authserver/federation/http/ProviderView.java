package dev.holdfast.authserver.federation.http;

import dev.holdfast.authserver.federation.FederatedIdentity;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A linked provider as operators see it.
 *
 * @param provider its name
 * @param issuer its issuer identifier
 * @param externalSubject what it calls the user
 * @param linkedAt since when
 * @param lastUsedAt when the user last signed in through it
 */
@Serdeable
record ProviderView(
    String provider,
    String issuer,
    String externalSubject,
    Instant linkedAt,
    @Nullable Instant lastUsedAt) {

  static ProviderView of(FederatedIdentity identity) {
    return new ProviderView(
        identity.provider(),
        identity.issuer(),
        identity.externalSubject(),
        identity.linkedAt(),
        identity.lastUsedAt());
  }
}
