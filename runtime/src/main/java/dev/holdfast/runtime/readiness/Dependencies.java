package dev.holdfast.runtime.readiness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the last look at each dependency found. Answers to anonymous probes hold no details, so the
 * log names what is missing, once per change, and {@code holdfast.ready.dependency} shows by {@code
 * name} 1 for what is there and 0 for what is missing.
 */
@Singleton
final class Dependencies {

  private static final Logger log = LoggerFactory.getLogger(Dependencies.class);

  private final Map<String, AtomicReference<HealthStatus>> seen = new ConcurrentHashMap<>();
  private final MeterRegistry meters;

  Dependencies(MeterRegistry meters) {
    this.meters = meters;
  }

  void saw(HealthResult result) {
    HealthStatus now = result.getStatus();
    HealthStatus before = seen.computeIfAbsent(result.getName(), this::first).getAndSet(now);
    if (now.equals(before)) {
      return;
    }
    if (isUp(now)) {
      log.atInfo().addKeyValue("dependency", result.getName()).log("The dependency is there again");
    } else {
      log.atWarn()
          .addKeyValue("dependency", result.getName())
          .addKeyValue("status", now)
          .addKeyValue("why", why(result.getDetails()))
          .log("Not ready");
    }
  }

  private AtomicReference<HealthStatus> first(String name) {
    // A dependency that is there from the beginning is no news.
    var status = new AtomicReference<>(HealthStatus.UP);
    Gauge.builder("holdfast.ready.dependency", status, last -> isUp(last.get()) ? 1 : 0)
        .description("1 if the last readiness check found the dependency")
        .tag("name", name)
        .register(meters);
    return status;
  }

  private static boolean isUp(HealthStatus status) {
    return HealthStatus.UP.equals(status);
  }

  // Only plain texts, as our own indicators give them: what is nested quotes addresses.
  private static String why(Object details) {
    return details instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .filter(entry -> entry.getValue() instanceof String || entry.getValue() instanceof Enum)
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .sorted()
            .collect(Collectors.joining("; "))
        : "";
  }
}
