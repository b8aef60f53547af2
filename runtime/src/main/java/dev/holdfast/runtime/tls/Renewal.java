package dev.holdfast.runtime.tls;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files again and again. It compares what they hold and watches no names: where
 * Kubernetes mounts a secret, a renewal exchanges a directory far above the file. Halves of a
 * renewal do not fit together and are taken over when the other half is there.
 */
@Singleton
@Requires(property = TlsSettings.PREFIX)
final class Renewal {

  private static final Logger log = LoggerFactory.getLogger(Renewal.class);
  private static final String METER = "holdfast.tls.renewals";

  private final Tls tls;
  private final MeterRegistry meters;
  private @Nullable String trouble;

  Renewal(Tls tls, MeterRegistry meters) {
    this.tls = tls;
    this.meters = meters;
  }

  @Scheduled(fixedDelay = "${holdfast.tls.reload:10s}", initialDelay = "${holdfast.tls.reload:10s}")
  synchronized void look() {
    try {
      if (tls.renew()) {
        meters.counter(METER, "outcome", "renewed").increment();
        log.atInfo()
            .addKeyValue("until", tls.expiry().map(Instant::toString).orElse("none"))
            .log("New certificates");
      }
      trouble = null;
    } catch (ConfigurationException e) {
      meters.counter(METER, "outcome", "failed").increment();
      String now = String.valueOf(e.getMessage());
      if (!now.equals(trouble)) {
        log.atWarn().addKeyValue("why", now).log("The certificates read before stay in use");
      }
      trouble = now;
    }
  }
}
