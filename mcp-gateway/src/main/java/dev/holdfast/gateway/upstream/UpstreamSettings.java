package dev.holdfast.gateway.upstream;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long to wait for upstream servers.
 *
 * @param connectTimeout for a connection
 * @param answerTimeout for the head of an answer; a stream may then last as long as it likes
 * @param blockPrivate whether servers must have addresses of the public internet
 */
@Context
@ConfigurationProperties("holdfast.gateway.upstream")
public record UpstreamSettings(
    @Bindable(defaultValue = "2s") Duration connectTimeout,
    @Bindable(defaultValue = "5m") Duration answerTimeout,
    @Bindable(defaultValue = "false") boolean blockPrivate) {}
