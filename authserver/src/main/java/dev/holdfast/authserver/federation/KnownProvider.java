package dev.holdfast.authserver.federation;

import io.micronaut.core.annotation.Introspected;

/**
 * A provider as identities name it.
 *
 * @param provider its name
 * @param issuer its issuer identifier
 */
@Introspected
public record KnownProvider(String provider, String issuer) {}
