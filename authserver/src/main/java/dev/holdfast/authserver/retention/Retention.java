package dev.holdfast.authserver.retention;

import dev.holdfast.runtime.retention.Forgetting;
import dev.holdfast.runtime.retention.Retained;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Forgets what is over, from time to time; counts {@code holdfast.authserver.forgotten}. */
@Singleton
class Retention {

  private final Forgetting forgetting;

  Retention(List<Retained> all, MeterRegistry meters, Clock clock) {
    this.forgetting = new Forgetting("holdfast.authserver.forgotten", all, meters, clock);
  }

  @Scheduled(
      fixedDelay = "${holdfast.authserver.retention.every:10m}",
      initialDelay = "${holdfast.authserver.retention.first:1m}")
  void run() {
    forgetting.run();
  }
}
