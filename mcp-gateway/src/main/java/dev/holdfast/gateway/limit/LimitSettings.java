package dev.holdfast.gateway.limit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;

/**
 * Limits of servers that have none of their own.
 *
 * @param rate how much one person may ask of one server, such as {@code 600/1m}
 * @param aggregateRate how much one person may ask at the endpoint of several servers
 * @param sessionEnds how many sessions one person may end, at all servers together
 * @param most how many budgets are kept; those least in use are forgotten, that is full again
 */
@Context
@ConfigurationProperties("holdfast.gateway.limits")
record LimitSettings(
    @Bindable(defaultValue = "none") String rate,
    @Bindable(defaultValue = "none") String aggregateRate,
    @Bindable(defaultValue = "1000/1h") String sessionEnds,
    @Bindable(defaultValue = "100000") @Positive int most) {}
