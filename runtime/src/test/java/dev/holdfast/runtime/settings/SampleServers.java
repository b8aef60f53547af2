package dev.holdfast.runtime.settings;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * Servers of the same service.
 *
 * @param name what one is called
 * @param allowTools what it allows
 * @param limit how much it takes
 */
@EachProperty("holdfast.sample.servers")
@Requires(property = "sample")
record SampleServers(
    @Parameter String name,
    @Bindable(defaultValue = "") List<String> allowTools,
    @Bindable(defaultValue = "1") int limit) {}
