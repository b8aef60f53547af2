package dev.holdfast.runtime.logging;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Set;

/**
 * Ends the start if what {@code logging.xml} was told makes no sense. The log begins before the
 * configuration is read, so only environment variables and system properties count.
 *
 * @param format {@code text} or {@code json}; environment variable {@code HOLDFAST_LOG_FORMAT}
 * @param level of the services' own loggers; environment variable {@code HOLDFAST_LOG_LEVEL}
 */
@Context
@ConfigurationProperties("holdfast.log")
record LogSettings(
    @Bindable(defaultValue = LogFormat.TEXT) String format,
    @Bindable(defaultValue = "INFO") String level) {

  private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

  LogSettings {
    if (!LogFormat.ALL.contains(format)) {
      throw new IllegalArgumentException("holdfast.log.format must be text or json");
    }
    if (!LEVELS.contains(level)) {
      throw new IllegalArgumentException(
          "holdfast.log.level must be TRACE, DEBUG, INFO, WARN or ERROR");
    }
  }
}
