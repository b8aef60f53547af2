package dev.holdfast.listener;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The one clock, in whole microseconds as events and databases keep them. */
@Factory
final class ClockFactory {

  private static final Duration MICROSECOND = Duration.ofNanos(1000);

  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), MICROSECOND);
  }
}
