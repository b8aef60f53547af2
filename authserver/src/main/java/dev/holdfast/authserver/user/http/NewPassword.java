package dev.holdfast.authserver.user.http;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotNull;

/**
 * A password to set.
 *
 * @param password the password
 */
@Serdeable
record NewPassword(@NotNull Secret password) {}
