package dev.holdfast.runtime.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Shows {@code holdfast.clock} (seconds since 1970), so that clocks that disagree are seen: sweeps,
 * sessions and tokens are bounded by instants that other machines told.
 */
@Singleton
final class ServiceClock implements MeterBinder {

  private final Clock clock;

  ServiceClock(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("holdfast.clock", clock, each -> each.millis() / 1000.0)
        .description("What the service takes for the time")
        .baseUnit("seconds")
        .register(meters);
  }
}
