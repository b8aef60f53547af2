package dev.holdfast.authserver.limit;

import io.micronaut.core.value.PropertyResolver;
import java.time.Duration;

/**
 * A limit's size, below {@code holdfast.authserver.limits}. The defaults are in this module's own
 * {@code application.yml}. Read by name, because an environment variable cannot tell where a name
 * with a hyphen ends.
 *
 * @param name which, see {@link Limit}
 * @param enabled whether it is applied
 * @param capacity how much may be spent at once
 * @param period in which a spent budget fills up again, evenly
 */
record LimitSettings(String name, boolean enabled, long capacity, Duration period) {

  private static final String PREFIX = "holdfast.authserver.limits.";

  LimitSettings {
    // Bucket4j refills at most one per nanosecond.
    if (capacity < 1 || !period.isPositive() || capacity > period.toNanos()) {
      throw new IllegalArgumentException(
          PREFIX
              + name
              + " needs a positive capacity, and a positive period that is not too short");
    }
  }

  static LimitSettings read(PropertyResolver properties, Limit limit) {
    String prefix = PREFIX + limit.setting();
    return new LimitSettings(
        limit.setting(),
        properties.getProperty(prefix + ".enabled", Boolean.class).orElse(true),
        properties.getRequiredProperty(prefix + ".capacity", Long.class),
        properties.getRequiredProperty(prefix + ".period", Duration.class));
  }
}
