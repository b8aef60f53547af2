package dev.holdfast.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** What every service has. */
@Factory
final class TestBeans {

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  MeterRegistry meters(List<MeterBinder> binders) {
    var meters = new SimpleMeterRegistry();
    binders.forEach(binder -> binder.bindTo(meters));
    return meters;
  }
}
