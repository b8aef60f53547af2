package dev.holdfast.token;

import dev.holdfast.testsupport.MutableClock;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Clock;

@Factory
final class TestBeans {

  @Singleton
  @Bean(typed = {Clock.class, MutableClock.class})
  @Replaces(value = Clock.class, factory = Application.class)
  MutableClock clock() {
    return MutableClock.atPresent();
  }
}
