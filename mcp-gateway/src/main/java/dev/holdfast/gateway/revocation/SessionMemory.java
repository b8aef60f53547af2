package dev.holdfast.gateway.revocation;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * For how long the ends of sessions must be remembered.
 *
 * @param maxAge how old a session may get
 */
@Context
@ConfigurationProperties("holdfast.gateway.session")
public record SessionMemory(@NotNull Duration maxAge) {}
