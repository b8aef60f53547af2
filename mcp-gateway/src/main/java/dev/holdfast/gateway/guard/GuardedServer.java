package dev.holdfast.gateway.guard;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;

/**
 * How much of one server one person may take up.
 *
 * @param name the server's
 * @param maxCallsPerUser how many calls of one person may wait for its answers at a time, at each
 *     replica; callers without a token are no person
 */
@EachProperty("holdfast.gateway.servers")
record GuardedServer(
    @Parameter String name, @Bindable(defaultValue = "100") @Positive int maxCallsPerUser) {}
