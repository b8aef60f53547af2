package dev.holdfast.runtime.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through everything that is {@link Retained}, and counts what it forgets. */
public final class Forgetting {

  private static final Logger log = LoggerFactory.getLogger(Forgetting.class);
  private static final int PORTION = 500;

  private final String meter;
  private final List<Retained> all;
  private final MeterRegistry meters;
  private final Clock clock;

  /**
   * Forgets nothing yet.
   *
   * @param meter the name of the counter; its tag {@code what} is the name of what is forgotten
   */
  public Forgetting(String meter, List<Retained> all, MeterRegistry meters, Clock clock) {
    this.meter = meter;
    this.all = List.copyOf(all);
    this.meters = meters;
    this.clock = clock;
    all.forEach(this::forgotten);
  }

  /** Forgets what is to be kept no longer, in portions. */
  public void run() {
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
    int total = 0;
    int portion;
    do {
      portion = each.forget(clock.instant(), PORTION);
      forgotten(each).increment(portion);
      total += portion;
    } while (portion == PORTION);
    if (total > 0) {
      log.atInfo().addKeyValue("what", each.name()).addKeyValue("count", total).log("Forgotten");
    }
  }

  private Counter forgotten(Retained each) {
    return Counter.builder(meter)
        .description("What was kept long enough")
        .tag("what", each.name())
        .register(meters);
  }
}
