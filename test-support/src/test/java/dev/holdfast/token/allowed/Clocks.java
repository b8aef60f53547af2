package dev.holdfast.token.allowed;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;

/** Breaks one rule, or shows what is allowed. */
@Factory
public final class Clocks {

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  Date date(Clock clock) {
    return Date.from(Instant.now(clock));
  }
}
