package dev.holdfast.authserver.limit;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * A limit's size. The defaults are in this module's own {@code application.yml}.
 *
 * @param name which, see {@link Limit}
 * @param enabled whether it is applied
 * @param capacity how much may be spent at once
 * @param period in which a spent budget fills up again, evenly
 */
@EachProperty("holdfast.authserver.limits")
record LimitSettings(
    @Parameter String name,
    @Bindable(defaultValue = "true") boolean enabled,
    long capacity,
    Duration period) {

  LimitSettings {
    // Bucket4j refills at most one per nanosecond.
    if (capacity < 1 || !period.isPositive() || capacity > period.toNanos()) {
      throw new IllegalArgumentException("holdfast.authserver.limits." + name);
    }
  }
}
