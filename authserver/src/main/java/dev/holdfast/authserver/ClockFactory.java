package dev.holdfast.authserver;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Makes the one clock, in whole microseconds as the database keeps them. */
@Factory
final class ClockFactory {

  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
  }
}
