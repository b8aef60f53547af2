package dev.holdfast.contracts.connections;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to show a user who consents on another device (RFC 8628, section 3.3). The service asks the
 * provider by itself; {@code handle} tells how it goes.
 *
 * @param handle names this attempt, to the user it was made for only
 * @param userCode what the user enters
 * @param verificationUri where
 * @param verificationUriComplete where nothing needs to be entered, if the provider has that
 * @param expiresAt until when
 */
@Serdeable
public record StartedDevice(
    Secret handle,
    String userCode,
    URI verificationUri,
    @Nullable URI verificationUriComplete,
    Instant expiresAt) {}
