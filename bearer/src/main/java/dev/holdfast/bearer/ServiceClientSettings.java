package dev.holdfast.bearer;

import dev.holdfast.contracts.secret.Secret;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How this service proves itself at the authorization server.
 *
 * @param issuer the authorization server; its metadata names the token endpoint
 * @param tokenEndpoint the token endpoint, if it is to be reached another way
 * @param clientId this service as the authorization server knows it
 * @param clientSecret the secret of that client
 */
@ConfigurationProperties("holdfast.service")
@Requires(property = "holdfast.service.client-id")
public record ServiceClientSettings(
    @NotBlank String issuer,
    @Nullable URI tokenEndpoint,
    @NotBlank String clientId,
    @NotNull Secret clientSecret) {}
