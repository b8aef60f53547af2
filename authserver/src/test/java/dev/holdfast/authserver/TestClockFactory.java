package dev.holdfast.authserver;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Takes the clock that a test puts among the properties of its context. */
@Factory
@Requires(property = TestClockFactory.PROPERTY)
public final class TestClockFactory {

  /** The name under which the clock is given. */
  public static final String PROPERTY = "test.clock";

  @Singleton
  @Replaces(value = Clock.class, factory = ClockFactory.class)
  public Clock clock(Environment environment) {
    return environment.getRequiredProperty(PROPERTY, Clock.class);
  }
}
