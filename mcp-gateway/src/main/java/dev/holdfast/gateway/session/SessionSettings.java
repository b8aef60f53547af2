package dev.holdfast.gateway.session;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How sessions are sealed.
 *
 * @param keyset the file with the keys, the same for all replicas
 * @param createKeyset whether to make the file if there is none
 * @param maxAge how old a session may get
 */
@Context
@ConfigurationProperties("holdfast.gateway.session")
public record SessionSettings(
    @NotNull Path keyset,
    @Bindable(defaultValue = "false") boolean createKeyset,
    @Bindable(defaultValue = "30d") Duration maxAge) {}
