package dev.holdfast.authserver.grants.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;

/**
 * The token-service as it is called.
 *
 * @param url where it is
 * @param audience what its service tokens say in {@code aud}
 */
@Context
@ConfigurationProperties("holdfast.token-service")
record TokenServiceSettings(@NotNull URI url, @NotBlank String audience) {}
