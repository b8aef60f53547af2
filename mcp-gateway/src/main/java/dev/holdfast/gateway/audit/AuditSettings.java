package dev.holdfast.gateway.audit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * What goes on record.
 *
 * @param enabled whether calls of tools go on record
 * @param topic the Kafka topic of the record
 * @param backlog how many events may wait for the broker; more are lost
 * @param arguments how many characters of a call's arguments are recorded; none by default, because
 *     they are the users' own data
 */
@Context
@ConfigurationProperties("holdfast.gateway.audit")
public record AuditSettings(
    @Bindable(defaultValue = "true") boolean enabled,
    @Bindable(defaultValue = "holdfast.audit") @NotBlank String topic,
    @Bindable(defaultValue = "10000") @Positive int backlog,
    @Bindable(defaultValue = "0") @PositiveOrZero @Max(20_000) int arguments) {}
