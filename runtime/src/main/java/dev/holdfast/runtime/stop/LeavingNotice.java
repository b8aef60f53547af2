package dev.holdfast.runtime.stop;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes readiness down some time before this replica stops: whoever spreads connections over
 * replicas learns of it while connections are still accepted, so none is refused.
 */
@Readiness
@Singleton
final class LeavingNotice extends AbstractHealthIndicator<Map<String, String>> {

  private static final Logger log = LoggerFactory.getLogger(LeavingNotice.class);

  private final StopSettings settings;
  private volatile boolean given;

  LeavingNotice(StopSettings settings) {
    this.settings = settings;
  }

  /** Gives notice, and returns when it is time to go. */
  void give() {
    given = true;
    log.atInfo().addKeyValue("notice", settings.notice()).log("Leaving");
    try {
      Thread.sleep(settings.notice());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected String getName() {
    return "staying";
  }

  @Override
  protected Map<String, String> getHealthInformation() {
    healthStatus = given ? HealthStatus.DOWN : HealthStatus.UP;
    return Map.of();
  }
}
