package dev.holdfast.runtime.tls;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Tells how long the certificate is good yet. */
@Singleton
@Requires(property = TlsSettings.CERTIFICATE)
final class TlsMetrics implements MeterBinder {

  private final Tls tls;
  private final Clock clock;

  TlsMetrics(Tls tls, Clock clock) {
    this.tls = tls;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("holdfast.tls.certificate.expiry", this, TlsMetrics::secondsLeft)
        .baseUnit("seconds")
        .description("Until the certificate of this process ends; less than nothing afterwards")
        .strongReference(true)
        .register(registry);
  }

  private double secondsLeft() {
    return tls.expiry()
        .map(end -> (double) Duration.between(clock.instant(), end).toSeconds())
        .orElse(Double.NaN);
  }
}
