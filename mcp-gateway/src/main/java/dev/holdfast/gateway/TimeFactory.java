package dev.holdfast.gateway;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock. */
@Factory
final class TimeFactory {

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
