package dev.holdfast.authserver;

import dev.holdfast.testsupport.MutableClock;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock of replicas that ask for one that stands still. */
@Factory
@Requires(property = FakeClock.PROPERTY)
final class FakeClock {

  static final String PROPERTY = "test.fake-clock";

  @Singleton
  @Bean(typed = {Clock.class, MutableClock.class})
  @Replaces(value = Clock.class, factory = ClockFactory.class)
  MutableClock clock() {
    return MutableClock.atPresent();
  }
}
