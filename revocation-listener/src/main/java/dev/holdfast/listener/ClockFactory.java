package dev.holdfast.listener;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The one clock, in whole microseconds as events and databases keep them. */
@Factory
public final class ClockFactory {

  private static final Duration MICROSECOND = Duration.ofNanos(1000);

  @Singleton
  Clock clock() {
    return standard();
  }

  /** The clock for commands, which have no beans. */
  public static Clock standard() {
    return Clock.tick(Clock.systemUTC(), MICROSECOND);
  }
}
