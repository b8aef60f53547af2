package dev.holdfast.bearer;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

@Factory
@Requires(property = "bearer.test")
class TestClock {

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
