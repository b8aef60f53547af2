package dev.holdfast.authserver.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through everything that is {@link Retained}; counts {@code holdfast.authserver.forgotten}.
 */
@Singleton
class Retention {

  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final int BATCH = 500;

  private final List<Retained> all;
  private final MeterRegistry meters;
  private final Clock clock;

  Retention(List<Retained> all, MeterRegistry meters, Clock clock) {
    this.all = all;
    this.meters = meters;
    this.clock = clock;
  }

  @Scheduled(
      fixedDelay = "${holdfast.authserver.retention.every:10m}",
      initialDelay = "${holdfast.authserver.retention.first:1m}")
  void run() {
    for (Retained each : all) {
      try {
        forget(each);
      } catch (RuntimeException e) {
        // The others do not wait for it; the next run tries again.
        log.atWarn().addKeyValue("what", each.name()).setCause(e).log("Not forgotten");
      }
    }
  }

  private void forget(Retained each) {
    int batch;
    do {
      batch = each.forget(clock.instant(), BATCH);
      meters.counter("holdfast.authserver.forgotten", "what", each.name()).increment(batch);
    } while (batch == BATCH);
  }
}
